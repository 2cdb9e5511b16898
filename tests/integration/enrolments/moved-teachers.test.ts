import { beforeAll, describe, expect, test } from "vitest";

import {
  advanceWaitingLines,
  approveEnrolment,
  completeTeacherMoves,
  confirmEnrolment,
  decideMoved,
  getEnrolment,
  joinWaiting,
  listEnrolments,
  nominateTeacher,
  previewMove,
  registerEnrolment,
  registerOpen,
  reopenEnrolment,
  returnEnrolment,
  reviewInBulk,
  withdrawEnrolment,
} from "@/lib/enrolments";
import { enrolmentFilterSchema } from "@/lib/enrolments/filter-schema";

import { NotFound } from "@/lib/kernel/problem";

import { db } from "@/lib/platform/db";
import { bindCard } from "@/lib/quotas";
import { submitTeacherMove } from "@/lib/teachers";

import { actorAt } from "../../support/bodies";
import { useTestDatabase } from "../../support/database";
import { ETHICS, enrolled, stateOf } from "../../support/enrolment-state";
import { buildWorld, issueCards, newKey, registration, type World } from "../../support/enrolments";
import { inDays, movesOf, sound } from "../../support/moves";
import { openRequest, placesOf } from "../../support/open";
import { outcome } from "../../support/outcome";

const database = useTestDatabase();
let world: World;
let moves: ReturnType<typeof movesOf>;

beforeAll(async () => {
  world = await buildWorld({
    subProjects: [
      { code: "B301", seats: 400, group: "one" },
      { code: "B302", seats: 100, group: "two" },
      { code: "B303", seats: 2, group: "three", mode: "open", classes: [[1, 30, 40]] },
    ],
  });
  moves = movesOf(world);
});

const schoolOf = async (teacherId: string) =>
  (await db().teacher.findUniqueOrThrow({ where: { id: teacherId }, select: { schoolId: true } })).schoolId;

describe("what lay with the old school", () => {
  test("ends where the school had not confirmed it, and the seat is free there again", async () => {
    const submitted = await enrolled(world, "submitted");
    const returned = await enrolled(world, "returned");
    for (const { enrolmentId, teacher, card } of [submitted, returned]) {
      expect(await previewMove(world.clerk, teacher.teacherId)).toMatchObject({ ends: 1, stays: 0 });
      await moves.moved(teacher.teacherId);
      expect(await stateOf(enrolmentId)).toMatchObject({
        state: "withdrawn",
        reasonCode: "moved-school",
        card: { id: card.id, state: "issued", teacherId: null, schoolId: world.school.id },
      });
    }
    // The card is used by a colleague, and the teacher registers with a card of the new school.
    const colleague = await moves.person();
    await registerEnrolment(colleague, registration(world, { route: "code", cardCode: submitted.card.code }));
    const [card] = await issueCards(world, world.first, world.foreignSchool, 1);
    const { teacherId } = submitted.teacher;
    const there = { ...actorAt(world.foreignSchool, "teacher", teacherId), teacherId };
    await registerEnrolment(there, registration(world, { route: "code", cardCode: card?.code }));
    await sound(database().pool);
  });

  test("stays on its seat where the school had confirmed it, and is neither approved nor returned before the province decides", async () => {
    const { enrolmentId, teacher, card } = await enrolled(world, "confirmed");
    await moves.moved(teacher.teacherId);
    const flagged = await stateOf(enrolmentId);
    expect(flagged).toMatchObject({
      state: "confirmed",
      card: { id: card.id, state: "used" },
      moveKeptAt: null,
    });
    const { version } = flagged;
    const seenVersion = (await getEnrolment(world.officer, enrolmentId)).teacherVersion;
    const approve = (at: number) =>
      outcome(() => approveEnrolment(world.officer, { enrolmentId, version: at, seenVersion }));
    expect(await approve(version)).toBe("enrolments.move-undecided");
    const back = { to: "school" as const, reasonCode: "other" as const, reasonText: "请补充。" };
    expect(await outcome(() => returnEnrolment(world.officer, { enrolmentId, version, ...back }))).toBe(
      "enrolments.move-undecided",
    );
    const bulk = await reviewInBulk(world.officer, {
      key: newKey(),
      decision: "approve",
      ids: [enrolmentId],
      to: "school",
      reasonCode: "other",
      reasonText: "",
    });
    expect(bulk.rows).toMatchObject([{ ok: false, problem: "enrolments.move-undecided" }]);
    const seen = await getEnrolment(world.officer, enrolmentId);
    expect(seen.moved).toMatchObject({ decided: false });
    expect(seen.acts).toContain("decide-move");
    expect(seen.acts).not.toContain("approve");
    const queue = await listEnrolments(
      world.officer,
      world.year,
      enrolmentFilterSchema.parse({ tab: "to-review", check: "moved" }),
    );
    expect(queue.rows.map(({ id }) => id)).toEqual([enrolmentId]);
    expect(queue.byHand).toBe(1);

    const keep = { enrolmentId, version, decision: "keep" as const, reasonText: "仍在本省任教" };
    await expect(decideMoved(world.foreignOfficer, keep)).rejects.toBeInstanceOf(NotFound);
    await decideMoved(world.officer, keep);
    expect(await outcome(() => decideMoved(world.officer, { ...keep, version: version + 1 }))).toBe(
      "enrolments.move-not-open",
    );
    expect(await approve(version + 1)).toBe("done");
    expect(await stateOf(enrolmentId)).toMatchObject({ state: "approved", card: { state: "used" } });
    await sound(database().pool);
  });

  test("ends after confirmation if the province says so, and the place is the old school's to fill", async () => {
    const { enrolmentId, teacher, card } = await enrolled(world, "approved");
    await moves.moved(teacher.teacherId);
    const { version } = await stateOf(enrolmentId);
    await decideMoved(world.officer, {
      enrolmentId,
      version,
      decision: "withdraw",
      reasonText: "已不在本省",
    });
    expect(await stateOf(enrolmentId)).toMatchObject({
      state: "withdrawn",
      reasonCode: "moved-school",
      card: { id: card.id, state: "issued", schoolId: world.school.id },
    });
    await sound(database().pool);
  });

  test("may be given up by the person, who is at another school by now", async () => {
    const { enrolmentId, teacher } = await enrolled(world, "approved");
    await moves.moved(teacher.teacherId);
    const { version } = await stateOf(enrolmentId);
    const { teacherId } = teacher;
    const there = { ...actorAt(world.foreignSchool, "teacher", teacherId), teacherId };
    await withdrawEnrolment(there, { enrolmentId, version, reasonText: "" });
    expect(await stateOf(enrolmentId)).toMatchObject({ state: "withdrawn", card: { state: "issued" } });
  });

  test("cannot be reopened for somebody who is no longer there", async () => {
    const { enrolmentId, teacher } = await enrolled(world, "rejected");
    await moves.moved(teacher.teacherId);
    const { version } = await stateOf(enrolmentId);
    expect(
      await outcome(() => reopenEnrolment(world.officer, { enrolmentId, version, reasonText: "看错了材料" })),
    ).toBe("teachers.at-another-school");
  });

  test("loses its flag when the person comes back", async () => {
    const { enrolmentId, teacher } = await enrolled(world, "confirmed");
    await moves.moved(teacher.teacherId);
    const { moveId } = await submitTeacherMove(moves.newClerk, {
      teacherId: teacher.teacherId,
      schoolId: world.school.id,
      effectiveOn: inDays(0),
      reason: "调回原学校",
      key: newKey(),
    });
    await moves.accept(moveId, world.clerk);
    expect(await completeTeacherMoves()).toBe(1);
    expect(await stateOf(enrolmentId)).toMatchObject({ state: "confirmed", teacherMovedAt: null });
  });

  test("closes proposals with their reason and frees bound cards", async () => {
    const { teacherId } = await moves.person();
    const [card] = await issueCards(world, world.second, world.school, 1);
    await nominateTeacher(world.clerk, { key: newKey(), subProjectId: world.first.id, teacherId, note: "" });
    await bindCard(world.clerk, { cardId: card?.id ?? "", teacherId, version: 1 });
    expect(await previewMove(world.clerk, teacherId)).toEqual({
      ends: 0,
      stays: 0,
      proposals: 1,
      stands: 0,
      bound: 1,
    });
    await moves.moved(teacherId);
    expect(await db().nomination.findFirstOrThrow({ where: { teacherId } })).toMatchObject({
      state: "withdrawn",
      endReason: "moved-school",
    });
    expect(await db().registrationCard.findUniqueOrThrow({ where: { id: card?.id } })).toMatchObject({
      state: "issued",
      teacherId: null,
      schoolId: world.school.id,
    });
    await sound(database().pool);
  });
});

describe("of an open class", () => {
  test("a place falls free, and a stand in its line ends with its reason", async () => {
    const classId = world.subProjects[2]?.classIds[0] ?? "";
    const [one, two, three] = [await moves.person(), await moves.person(), await moves.person()];
    await registerOpen(one, openRequest(classId));
    const { entryId } = await joinWaiting(two, openRequest(classId));
    await joinWaiting(three, openRequest(classId));
    expect(await previewMove(world.clerk, two.teacherId)).toMatchObject({ stands: 1 });
    await moves.moved(two.teacherId);
    expect(await db().waitingEntry.findUniqueOrThrow({ where: { id: entryId } })).toMatchObject({
      state: "expired",
      endReason: "moved-school",
    });
    expect(await placesOf(database().pool, classId)).toEqual({ cap: 1, used: 1, waiting: 1 });
    await moves.moved(one.teacherId);
    expect(await placesOf(database().pool, classId)).toEqual({ cap: 1, used: 0, waiting: 1 });
    // What is offered is let go of as well.
    expect(await advanceWaitingLines()).toBe(1);
    await moves.moved(three.teacherId);
    expect(await placesOf(database().pool, classId)).toEqual({ cap: 1, used: 0, waiting: 0 });
    await sound(database().pool);
  });
});

describe("two at once", () => {
  test("confirm and move: the registration is flagged, or it has ended", async () => {
    const ends = new Set<string>();
    for (let round = 0; round < 6; round += 1) {
      const { enrolmentId, version, teacher, clerk } = await enrolled(world, "submitted");
      const { moveId } = await moves.release(teacher.teacherId);
      await moves.accept(moveId);
      const [confirmed] = await Promise.all([
        outcome(() => confirmEnrolment(clerk, { enrolmentId, version, ...ETHICS })),
        completeTeacherMoves(),
      ]);
      const { state, teacherMovedAt, card } = await stateOf(enrolmentId);
      expect([confirmed, state, card?.state, teacherMovedAt !== null]).toEqual(
        confirmed === "done"
          ? ["done", "confirmed", "used", true]
          : [confirmed, "withdrawn", "issued", false],
      );
      ends.add(state);
    }
    await sound(database().pool);
  });

  test("submit and move: nothing is left at the school that the person has left", async () => {
    for (let round = 0; round < 8; round += 1) {
      const [card] = await issueCards(world, world.first, world.school, 1);
      const teacher = await moves.person();
      const { moveId } = await moves.release(teacher.teacherId);
      await moves.accept(moveId);
      const [sent] = await Promise.all([
        outcome(() =>
          registerEnrolment(teacher, registration(world, { route: "code", cardCode: card?.code })),
        ),
        completeTeacherMoves(),
      ]);
      expect(await schoolOf(teacher.teacherId)).toBe(world.foreignSchool.id);
      const live = await db().enrolment.count({
        where: { teacherId: teacher.teacherId, state: { notIn: ["withdrawn"] } },
      });
      expect([sent, live]).toEqual([sent, 0]);
    }
    await sound(database().pool);
  });

  test.each(["card", "open class"])(
    "wait for each other: who submits (%s) while a move takes effect is refused",
    async (on) => {
      const [card] = await issueCards(world, world.first, world.school, 1);
      const teacher = await moves.person();
      const client = await database().pool.connect();
      await client.query("BEGIN");
      await client.query("SELECT 1 FROM teachers WHERE id = $1 FOR UPDATE", [teacher.teacherId]);
      const sent = outcome(() =>
        on === "card"
          ? registerEnrolment(teacher, registration(world, { route: "code", cardCode: card?.code }))
          : registerOpen(teacher, openRequest(world.subProjects[2]?.classIds[0] ?? "")),
      );
      await client.query("SELECT pg_sleep(0.3)");
      await client.query("UPDATE teachers SET school_id = $2 WHERE id = $1", [
        teacher.teacherId,
        world.foreignSchool.id,
      ]);
      await client.query("COMMIT");
      client.release();
      expect(await sent).toBe("teachers.at-another-school");
    },
  );
});
