import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access";
import { findCancellation, listMergeChoices, refuseCancellation, requestCancellation } from "@/lib/classes";
import {
  acceptPlacement,
  acknowledgeOpeningNotice,
  cancelClass,
  getEnrolment,
  getRoster,
  previewCancellation,
  proposePlacement,
} from "@/lib/enrolments";
import type { PeopleOfCancelled } from "@/lib/enrolments/schema";
import { newId } from "@/lib/kernel/id";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { actorAt } from "../../support/bodies";
import { placePeople } from "../../support/classes";
import { useTestDatabase } from "../../support/database";
import { brokenInvariants, fingerprint, stateOf } from "../../support/enrolment-state";
import { buildWorld, type World } from "../../support/enrolments";

const database = useTestDatabase();
const WHY = { reasonCode: "too-few" as const, reasonText: "报名人数不足，不能成班" };
let world: World;
let institution: Actor;
let classIds: string[];

beforeAll(async () => {
  world = await buildWorld({
    subProjects: [
      {
        code: "B301",
        seats: 40,
        classes: [
          [4, 30, 40],
          [3, 50, 60],
          [8, 70, 80],
          [5, 90, 99],
        ],
      },
    ],
  });
  institution = actorAt(world.institution, "institution");
  classIds = world.first.classIds;
  await placePeople(world, { ...world.first, classIds: [classIds[0] ?? ""] }, 4);
});

async function ledger(): Promise<string> {
  const found = await database().pool.query(
    `SELECT (SELECT md5(string_agg(a::text, '|' ORDER BY id)) FROM quota_accounts a) AS accounts,
      (SELECT md5(string_agg(q::text, '|' ORDER BY id)) FROM quota_entries q) AS entries,
      (SELECT md5(string_agg(c::text, '|' ORDER BY id)) FROM registration_cards c) AS cards`,
  );
  return JSON.stringify(found.rows);
}

async function cancel(classId: string, people: PeopleOfCancelled, intoClassId?: string) {
  const { digest } = await previewCancellation(world.office, { classId, people, intoClassId });
  return cancelClass(world.office, { classId, people, intoClassId, ...WHY, plan: digest });
}

async function refused(attempt: () => Promise<unknown>, code: string) {
  const before = await fingerprint(database().pool);
  await expect(attempt()).rejects.toMatchObject({ problems: [expect.objectContaining({ code })] });
  expect(await fingerprint(database().pool)).toBe(before);
}

const kinds = async (kind: string) => db().inboxMessage.findMany({ where: { kind } });

describe("a class that does not run", () => {
  test("its institution asks, the office may refuse, and asking again is possible then", async () => {
    const classId = classIds[0] ?? "";
    const { cancellationId } = await requestCancellation(institution, { classId, ...WHY });
    await refused(
      () => requestCancellation(institution, { classId, ...WHY }),
      "classes.cancellation-requested-already",
    );
    expect(await findCancellation(world.office, classId)).toMatchObject({ state: "requested", ...WHY });
    expect(await findCancellation(world.clerk, classId)).toBeNull();
    const stranger = actorAt({ ...world.institution, id: newId() }, "institution");
    await expect(requestCancellation(stranger, { classId, ...WHY })).rejects.toBeInstanceOf(NotFound);
    await expect(
      refuseCancellation(institution, { cancellationId, reasonText: "不" }),
    ).rejects.toBeInstanceOf(Forbidden);
    await refuseCancellation(world.office, { cancellationId, reasonText: "可以并班" });
    await refused(
      () => refuseCancellation(world.office, { cancellationId, reasonText: "可以并班" }),
      "classes.cancellation-decided",
    );
    expect(await findCancellation(institution, classId)).toMatchObject({
      state: "refused",
      decisionText: "可以并班",
    });
    await requestCancellation(institution, { classId, ...WHY });
    expect(await kinds("cancellation-requested")).toHaveLength(2);
    expect(await kinds("cancellation-refused")).toHaveLength(1);
  });

  test("people go where the plan said that was looked at; the seat ledger stays as it was", async () => {
    const [first = ""] = classIds;
    await db().openingNotice.create({
      data: {
        id: newId(),
        classId: first,
        state: "issued",
        documentNumber: "演示〔2022〕1号",
        issuedAt: new Date(),
        fields: {},
      },
    });
    await db().trainingClass.update({ where: { id: first }, data: { state: "notice-issued" } });
    const [one] = (await getRoster(institution, first)).rows;
    const enrolment = await db().enrolment.findUniqueOrThrow({ where: { id: one?.enrolmentId ?? "" } });
    const teacher = actorAt(world.school, "teacher", enrolment.teacherId);
    await acknowledgeOpeningNotice(teacher, { enrolmentId: enrolment.id });
    const seats = await ledger();
    const shown = await previewCancellation(world.office, { classId: first, people: "elsewhere" });
    expect(shown).toMatchObject({ people: 4, back: 0, capacity: null });
    expect(shown.moves.reduce((sum, move) => sum + move.people, 0)).toBe(4);
    // What was looked at is what happens: another plan, or another day of classes, is refused.
    const input = { classId: first, people: "elsewhere" as const, ...WHY, plan: shown.digest };
    await refused(() => cancelClass(world.office, { ...input, people: "back" }), "enrolments.plan-changed");
    await expect(cancelClass(institution, input)).rejects.toBeInstanceOf(Forbidden);
    expect(await cancelClass(world.office, input)).toEqual({ classId: first, moved: 4, back: 0 });
    await refused(() => cancelClass(world.office, input), "classes.cancelled");
    expect(await ledger()).toBe(seats);
    expect(await stateOf(enrolment.id)).toMatchObject({ state: "placed", acknowledgedAt: null });
    expect((await stateOf(enrolment.id)).classId).not.toBe(first);
    expect((await getEnrolment(teacher, enrolment.id)).history.at(-1)).toMatchObject({
      kind: "class-moved",
      reasonText: WHY.reasonText,
    });
    expect((await getRoster(institution, first)).placed).toBe(0);
    const others = await Promise.all(classIds.slice(1).map((id) => getRoster(institution, id)));
    expect(others.reduce((sum, roster) => sum + roster.placed, 0)).toBe(4);
    expect(await findCancellation(world.clerk, first)).toMatchObject({ state: "done", into: null, ...WHY });
    const told = await kinds("class-cancelled-people");
    expect(told.map((message) => message.organisationId).sort()).toEqual(
      [world.school.id, world.home.id, world.institution.id].sort(),
    );
    expect(told[0]?.params).toMatchObject({ count: 4, moved: 4 });
    expect(await db().auditEvent.count({ where: { kind: "class.cancelled" } })).toBe(1);
  });

  test("back to be placed: approved again, and placed by the next proposal", async () => {
    const [, , third = ""] = classIds;
    const sitting = (await getRoster(institution, third)).rows.map((row) => row.enrolmentId);
    expect(sitting.length).toBeGreaterThan(0);
    expect(await cancel(third, "back")).toEqual({ classId: third, moved: 0, back: sitting.length });
    for (const id of sitting) expect(await stateOf(id)).toMatchObject({ state: "approved", classId: null });
    const { proposalId } = await proposePlacement(world.office, { subProjectId: world.first.id });
    await acceptPlacement(world.office, { proposalId });
    for (const id of sitting) expect((await stateOf(id)).state).toBe("placed");
  });

  test("two classes become one, which grows within the designation", async () => {
    const [, second = "", , fourth = ""] = classIds;
    expect((await listMergeChoices(institution, second)).map((one) => one.id)).toEqual([fourth]);
    await db().trainingClass.update({ where: { id: fourth }, data: { capacity: 4 } });
    const people =
      (await getRoster(institution, second)).placed + (await getRoster(institution, fourth)).placed;
    await refused(
      () => previewCancellation(world.office, { classId: second, people: "merge", intoClassId: classIds[0] }),
      "classes.merge-foreign",
    );
    const capacity = Math.max(people, 4);
    expect(
      await previewCancellation(world.office, { classId: second, people: "merge", intoClassId: fourth }),
    ).toMatchObject({ back: 0, capacity });
    await cancel(second, "merge", fourth);
    expect((await getRoster(institution, fourth)).placed).toBe(people);
    expect(await findCancellation(world.clerk, second)).toMatchObject({ into: { id: fourth } });
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });

  test("a class that has begun runs on, and the database keeps a cancelled one empty", async () => {
    const [first = "", , , fourth = ""] = classIds;
    await database().pool.query("UPDATE training_classes SET starts_on = current_date - 1 WHERE id = $1", [
      fourth,
    ]);
    await refused(() => requestCancellation(institution, { classId: fourth, ...WHY }), "classes.started");
    await refused(() => cancel(fourth, "back"), "enrolments.classes-started");
    const query = (text: string) => database().pool.query(text, [first]);
    await expect(query("UPDATE training_classes SET state = 'formed' WHERE id = $1")).rejects.toMatchObject({
      code: "GP918",
    });
    await expect(query("UPDATE enrolments SET class_id = $1 WHERE state = 'placed'")).rejects.toMatchObject({
      code: "GP918",
    });
    await expect(
      database().pool.query("UPDATE training_classes SET state = 'cancelled' WHERE id = $1", [fourth]),
    ).rejects.toMatchObject({ code: "GP918" });
    await expect(
      query("UPDATE class_cancellations SET reason_text = '别的' WHERE class_id = $1"),
    ).rejects.toMatchObject({ code: "GP917" });
  });
});
