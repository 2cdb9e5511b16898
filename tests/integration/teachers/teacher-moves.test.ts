import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access";
import { completeTeacherMoves, getEnrolment, listEnrolments, listEvidence } from "@/lib/enrolments";
import { enrolmentFilterSchema } from "@/lib/enrolments/filter-schema";
import { findSessionActor } from "@/lib/identity";
import { newId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { hashToken } from "@/lib/platform/crypto";
import { db, transaction } from "@/lib/platform/db";
import {
  confirmTeacherMove,
  findOpenMove,
  getTeacherRecord,
  listTeacherMoves,
  listTeachers,
  rejectTeacherMove,
  withdrawTeacherMove,
} from "@/lib/teachers";
import { teacherFilterSchema } from "@/lib/teachers/schema";
import { actorAt } from "../../support/bodies";
import { useTestDatabase } from "../../support/database";
import { enrolled } from "../../support/enrolment-state";
import { addTeachers, buildWorld, type World } from "../../support/enrolments";
import { inDays, movesOf, sound } from "../../support/moves";
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

describe("a move", () => {
  test("takes both schools, and until then the new one reads a name and nothing of the record", async () => {
    const { teacherId } = await moves.person();
    const { moveId } = await moves.release(teacherId);
    const [asked] = (await listTeacherMoves(moves.newClerk, { cursor: "" })).rows;
    expect(asked).toMatchObject({
      id: moveId,
      way: "in",
      teacherId: null,
      may: { answer: true, withdraw: false },
    });
    await expect(getTeacherRecord(moves.newClerk, teacherId)).rejects.toBeInstanceOf(NotFound);
    const third = actorAt(world.otherSchool, "school");
    expect((await listTeacherMoves(third, { cursor: "" })).rows).toEqual([]);
    await expect(moves.accept(moveId, third)).rejects.toBeInstanceOf(NotFound);
    await expect(moves.accept(moveId, world.clerk)).rejects.toBeInstanceOf(NotFound);
    expect(await completeTeacherMoves()).toBe(0);

    await confirmTeacherMove(moves.newClerk, { moveId, version: 1, staffNumber: "2077" });
    expect(await schoolOf(teacherId)).toBe(world.school.id);
    expect(await completeTeacherMoves()).toBe(1);
    expect(await completeTeacherMoves()).toBe(0);
    const record = await getTeacherRecord(moves.newClerk, teacherId);
    expect(record).toMatchObject({
      schoolId: world.foreignSchool.id,
      values: { staffNumber: "2077", schoolSince: inDays(0).slice(0, 7) },
      sources: { staffNumber: { source: "school", authorName: moves.newClerk.name } },
    });
    await expect(getTeacherRecord(world.clerk, teacherId)).rejects.toBeInstanceOf(NotFound);
    const names = (actor: Actor) =>
      listTeachers(actor, teacherFilterSchema.parse({}), [teacherId]).then(({ rows }) => rows.length);
    expect([await names(world.clerk), await names(moves.newClerk)]).toEqual([0, 1]);
    expect((await listTeacherMoves(world.clerk, { cursor: "" })).rows[0]).toMatchObject({
      id: moveId,
      way: "out",
      state: "effective",
      teacherId: null,
    });
    await sound(database().pool);
  });

  test("waits for its day", async () => {
    const { teacherId } = await moves.person();
    const { moveId } = await moves.release(teacherId, { effectiveOn: inDays(1) });
    await moves.accept(moveId);
    expect(await completeTeacherMoves()).toBe(0);
    expect(await findOpenMove(world.clerk, teacherId)).toMatchObject({ id: moveId, state: "accepted" });
    await database().pool.query("ALTER TABLE teacher_moves DISABLE TRIGGER teacher_moves_guard");
    await database().pool.query("UPDATE teacher_moves SET effective_on = effective_on - 1 WHERE id = $1", [
      moveId,
    ]);
    await database().pool.query("ALTER TABLE teacher_moves ENABLE TRIGGER teacher_moves_guard");
    expect(await completeTeacherMoves()).toBe(1);
    expect(await schoolOf(teacherId)).toBe(world.foreignSchool.id);
  });

  test("is taken back by the old school until the new one has agreed, and declined with a reason", async () => {
    const { teacherId } = await moves.person();
    const first = await moves.release(teacherId);
    expect(await outcome(() => moves.release(teacherId))).toBe("teachers.move-open-already");
    await withdrawTeacherMove(world.clerk, { moveId: first.moveId, version: 1 });
    expect(await outcome(() => moves.accept(first.moveId))).toBe("teachers.move-over");
    const second = await moves.release(teacherId);
    await rejectTeacherMove(moves.newClerk, { moveId: second.moveId, version: 1, answer: "没有编制" });
    const third = await moves.release(teacherId);
    await moves.accept(third.moveId);
    expect(await outcome(() => withdrawTeacherMove(world.clerk, { moveId: third.moveId, version: 2 }))).toBe(
      "teachers.move-over",
    );
    expect(
      (await listTeacherMoves(world.clerk, { cursor: "" })).rows.slice(0, 3).map(({ state }) => state),
    ).toEqual(["accepted", "declined", "withdrawn"]);
    expect(await completeTeacherMoves()).toBe(1);
  });

  test("counts from today at the earliest and ninety days ahead at the latest, and goes to another school", async () => {
    const { teacherId } = await moves.person();
    expect(await outcome(() => moves.release(teacherId, { effectiveOn: inDays(-1) }))).toBe(
      "teachers.move-day-past",
    );
    expect(await outcome(() => moves.release(teacherId, { effectiveOn: inDays(91) }))).toBe(
      "teachers.move-day-too-far",
    );
    expect(await outcome(() => moves.release(teacherId, { schoolId: world.school.id }))).toBe(
      "teachers.move-same-school",
    );
    await expect(moves.release(teacherId, { schoolId: world.home.id })).rejects.toBeInstanceOf(NotFound);
  });

  test("gives the staff number of the new school to one person", async () => {
    await addTeachers(world.foreignSchool, 1, { staffNumber: "T-1" });
    const [one, two] = [await moves.person(), await moves.person()];
    const asked = [await moves.release(one.teacherId), await moves.release(two.teacherId)];
    const take = (at: number, staffNumber: string) =>
      outcome(() =>
        confirmTeacherMove(moves.newClerk, { moveId: asked[at]?.moveId ?? "", version: 1, staffNumber }),
      );
    expect(await take(0, "T-1")).toBe("teachers.staff-number-taken");
    expect(await take(0, "T-2")).toBe("done");
    expect(await take(1, "T-2")).toBe("teachers.staff-number-taken");
    expect(await take(1, "T-3")).toBe("done");
    // Given to somebody else while the move waits: the record comes without a number, and says so.
    await addTeachers(world.foreignSchool, 1, { staffNumber: "T-3" });
    expect(await completeTeacherMoves()).toBe(2);
    expect((await getTeacherRecord(moves.newClerk, two.teacherId)).values.staffNumber).toBe("");
  });

  test("takes the person's open session along to the new school", async () => {
    const { teacherId } = await moves.person();
    const [accountId, appointmentId, token] = [newId(), newId(), newId()];
    await db().account.create({
      data: {
        id: accountId,
        loginName: `mover-${token}`,
        displayName: "演示",
        state: "active",
        passwordHash: "x",
        passwordAlgorithm: "x",
      },
    });
    await db().appointment.create({
      data: { id: appointmentId, accountId, role: "teacher", organisationId: world.school.id, teacherId },
    });
    await db().session.create({
      data: {
        id: newId(),
        accountId,
        appointmentId,
        tokenHash: hashToken(token),
        expiresAt: new Date(Date.now() + 3_600_000),
      },
    });
    expect(await findSessionActor(token, "r1")).toMatchObject({ organisationId: world.school.id });
    await moves.moved(teacherId);
    expect(await findSessionActor(token, "r2")).toMatchObject({
      organisationId: world.foreignSchool.id,
      provinceId: world.away.id,
      teacherId,
    });
    const kinds = await db().inboxMessage.findMany({ where: { accountId }, select: { kind: true } });
    expect(kinds.map(({ kind }) => kind).sort()).toEqual([
      "own-move-accepted",
      "own-move-begun",
      "own-move-effective",
    ]);
    await sound(database().pool);
  });
});

describe("sight", () => {
  test("of the old school is what was submitted, of the record nothing", async () => {
    const { enrolmentId, teacher } = await enrolled(world, "confirmed");
    const { teacherId } = teacher;
    await moves.moved(teacherId);
    await db().teacher.update({
      where: { id: teacherId },
      data: { title: "senior", version: { increment: 1 } },
    });
    const old = await getEnrolment(world.clerk, enrolmentId);
    expect(old.teacher.title).toBe("intermediate");
    expect([old.changed, old.left]).toEqual([[], true]);
    const papers = { teacherId, subProjectId: world.first.id };
    await expect(listEvidence(world.clerk, papers)).rejects.toBeInstanceOf(NotFound);
    expect((await listEvidence(world.officer, papers)).teacher.id).toBe(teacherId);
    expect((await getEnrolment(world.officer, enrolmentId)).changed.map(({ field }) => field)).toContain(
      "title",
    );
    const list = await listEnrolments(
      world.clerk,
      world.year,
      enrolmentFilterSchema.parse({ tab: "in-review" }),
    );
    expect(list.rows.find(({ id }) => id === enrolmentId)).toMatchObject({
      title: "intermediate",
      changes: [],
    });
  });

  test("behind the second wall goes with the record", async () => {
    const { teacherId } = await moves.person();
    const seen = (actor: Actor) => transaction(actor, (tx) => tx.teacher.count({ where: { id: teacherId } }));
    const written = (actor: Actor) =>
      transaction(actor, async (tx) => {
        const { count } = await tx.teacher.updateMany({
          where: { id: teacherId },
          data: { post: "teacher" },
        });
        return count;
      });
    expect([await seen(world.clerk), await seen(moves.newClerk)]).toEqual([1, 0]);
    await moves.moved(teacherId);
    expect([await seen(world.clerk), await seen(moves.newClerk)]).toEqual([0, 1]);
    expect([await written(world.clerk), await written(moves.newClerk)]).toEqual([0, 1]);
    expect([await seen(world.officer), await seen(world.foreignOfficer)]).toEqual([0, 1]);

    // Whoever registered here is a name in the own list: to read, never to write.
    const { teacher } = await enrolled(world, "confirmed");
    await moves.moved(teacher.teacherId);
    const name = (actor: Actor) =>
      transaction(actor, (tx) => tx.teacher.count({ where: { id: teacher.teacherId } }));
    expect([await name(world.clerk), await name(world.officer)]).toEqual([1, 1]);
    const change = await transaction(world.clerk, (tx) =>
      tx.teacher.updateMany({ where: { id: teacher.teacherId }, data: { post: "principal" } }),
    );
    expect(change.count).toBe(0);
    const others = actorAt(world.otherSchool, "school");
    expect(await transaction(others, (tx) => tx.teacherMove.count())).toBe(0);
  });
});

describe("two at once", () => {
  test("agree, and one of them did", async () => {
    const { teacherId } = await moves.person();
    const { moveId } = await moves.release(teacherId);
    const answers = await Promise.all([1, 2, 3].map(() => outcome(() => moves.accept(moveId))));
    expect(answers.sort()).toEqual(["done", "teachers.move-over", "teachers.move-over"]);
    await Promise.all([completeTeacherMoves(), completeTeacherMoves(), completeTeacherMoves()]);
    const events = await db().auditEvent.count({ where: { kind: "teacher.moved", subjectId: teacherId } });
    expect(events).toBe(1);
  });
});
