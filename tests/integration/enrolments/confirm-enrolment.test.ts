import { beforeAll, describe, expect, test } from "vitest";
import { confirmEnrolment, resubmitEnrolment, returnEnrolment, returnToTeacher } from "@/lib/enrolments";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { useTestDatabase } from "../../support/database";
import {
  ETHICS,
  enrolled,
  fingerprint,
  openSupplement,
  shutWindows,
  stateOf,
} from "../../support/enrolment-state";
import { buildWorld, type World } from "../../support/enrolments";

const database = useTestDatabase();
let world: World;

beforeAll(async () => {
  world = await buildWorld({
    subProjects: [
      {
        code: "B301",
        seats: 200,
        classes: [
          [100, 30, 40],
          [100, 50, 60],
        ],
      },
    ],
  });
});

async function refused(attempt: () => Promise<unknown>, code: string) {
  const before = await fingerprint(database().pool);
  await expect(attempt()).rejects.toMatchObject({ problems: [expect.objectContaining({ code })] });
  expect(await fingerprint(database().pool)).toBe(before);
}

const RETURN = { reasonCode: "commitment-unclear" as const, reasonText: "请写清楚什么时候做。" };

describe("confirming", () => {
  test("takes the statement on conduct and the name, and enters the history and the trail", async () => {
    const { enrolmentId, version, clerk } = await enrolled(world, "submitted");
    await expect(confirmEnrolment(clerk, { enrolmentId, version, ...ETHICS })).resolves.toEqual({
      enrolmentId,
      state: "confirmed",
      version: 2,
    });
    const row = await stateOf(enrolmentId);
    expect(row).toMatchObject({
      state: "confirmed",
      ethicsConfirmedBy: ETHICS.ethicsName,
      ethicsStatement: ETHICS.ethicsStatement,
    });
    expect(row.confirmedAt).not.toBeNull();
    expect(row.events.map((event) => event.kind)).toEqual(["submitted", "confirmed"]);
    const kinds = await db().auditEvent.findMany({
      where: { subjectId: enrolmentId },
      orderBy: { sequence: "asc" },
    });
    expect(kinds.map((event) => event.kind)).toEqual(["enrolment.submitted", "enrolment.confirmed"]);
  });

  test("is the own school's alone", async () => {
    const { enrolmentId, version, teacher } = await enrolled(world, "submitted");
    const before = await fingerprint(database().pool);
    const input = { enrolmentId, version, ...ETHICS };
    await expect(confirmEnrolment(world.foreignClerk, input)).rejects.toBeInstanceOf(NotFound);
    await expect(confirmEnrolment(teacher, input)).rejects.toBeInstanceOf(Forbidden);
    await expect(confirmEnrolment(world.officer, input)).rejects.toBeInstanceOf(Forbidden);
    expect(await fingerprint(database().pool)).toBe(before);
  });

  test("from a stale form is refused", async () => {
    const { enrolmentId, clerk } = await enrolled(world, "submitted");
    await refused(() => confirmEnrolment(clerk, { enrolmentId, version: 7, ...ETHICS }), "common.stale");
  });

  test("twice is refused", async () => {
    const { enrolmentId, version, clerk } = await enrolled(world, "confirmed");
    await refused(
      () => confirmEnrolment(clerk, { enrolmentId, version, ...ETHICS }),
      "enrolments.not-in-state",
    );
  });

  test("judges the record as it is by now", async () => {
    const { enrolmentId, version, clerk, teacher } = await enrolled(world, "submitted");
    await db().teacher.update({
      where: { id: teacher.teacherId },
      data: { title: "assistant", version: { increment: 1 } },
    });
    await refused(
      () => confirmEnrolment(clerk, { enrolmentId, version, ...ETHICS }),
      "enrolments.title-not-met",
    );
  });
});

describe("the way back", () => {
  test("school to teacher, who sends it again with other wishes; the school confirms again", async () => {
    const { enrolmentId, version, clerk, teacher } = await enrolled(world, "submitted");
    const returned = await returnToTeacher(clerk, { enrolmentId, version, ...RETURN });
    expect(await stateOf(enrolmentId)).toMatchObject({ state: "returned", returnedTo: "teacher", ...RETURN });
    await refused(
      () => confirmEnrolment(clerk, { enrolmentId, version: returned.version, ...ETHICS }),
      "enrolments.not-with-you",
    );
    const preferences = [...world.first.classIds].reverse();
    const sent = await resubmitEnrolment(teacher, {
      enrolmentId,
      version: returned.version,
      preferences,
      commitment: null,
    });
    expect(await stateOf(enrolmentId)).toMatchObject({
      state: "submitted",
      returnedTo: null,
      reasonText: null,
      preferences,
    });
    await confirmEnrolment(clerk, { enrolmentId, version: sent.version, ...ETHICS });
    const row = await stateOf(enrolmentId);
    expect(row.events.map((event) => event.kind)).toEqual([
      "submitted",
      "returned-to-teacher",
      "resubmitted",
      "confirmed",
    ]);
  });

  test("province to school, which mends the record and confirms again on a new snapshot", async () => {
    const { enrolmentId, version, clerk, teacher } = await enrolled(world, "confirmed");
    const returned = await returnEnrolment(world.officer, { enrolmentId, version, to: "school", ...RETURN });
    await refused(
      () =>
        resubmitEnrolment(teacher, {
          enrolmentId,
          version: returned.version,
          preferences: [],
          commitment: null,
        }),
      "enrolments.not-with-you",
    );
    await db().teacher.update({
      where: { id: teacher.teacherId },
      data: { title: "senior", version: { increment: 1 } },
    });
    await confirmEnrolment(clerk, { enrolmentId, version: returned.version, ...ETHICS });
    expect(await stateOf(enrolmentId)).toMatchObject({
      state: "confirmed",
      teacherVersion: 2,
      snapshot: { title: "senior" },
    });
  });

  test("province to school, and from there on to the teacher", async () => {
    const { enrolmentId, version, clerk, teacher } = await enrolled(world, "returned");
    const passed = await returnToTeacher(clerk, { enrolmentId, version, ...RETURN });
    await resubmitEnrolment(teacher, {
      enrolmentId,
      version: passed.version,
      preferences: [],
      commitment: null,
    });
    expect(await stateOf(enrolmentId)).toMatchObject({ state: "submitted" });
  });
});

describe("when the school's window is over", () => {
  test("only what was returned may still be confirmed, and nothing is returned that could not come back", async () => {
    const fresh = await enrolled(world, "submitted");
    const returned = await enrolled(world, "returned");
    const waiting = await enrolled(world, "confirmed");
    await openSupplement(database().pool, world);
    const confirm = ({ enrolmentId, version, clerk }: typeof fresh) =>
      confirmEnrolment(clerk, { enrolmentId, version, ...ETHICS });
    await refused(() => confirm(fresh), "programmes.window-shut");
    await expect(confirm(returned)).resolves.toMatchObject({ state: "confirmed" });
    await shutWindows(database().pool, world, "supplement");
    const input = {
      enrolmentId: waiting.enrolmentId,
      version: waiting.version,
      to: "school" as const,
      ...RETURN,
    };
    await refused(() => returnEnrolment(world.officer, input), "enrolments.no-time-to-mend");
  });
});
