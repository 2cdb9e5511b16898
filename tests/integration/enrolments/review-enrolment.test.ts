import { beforeAll, describe, expect, test } from "vitest";
import {
  approveEnrolment,
  findBulkReview,
  findLastStep,
  getEnrolment,
  listEnrolments,
  rejectEnrolment,
  reopenEnrolment,
  returnEnrolment,
  reviewInBulk,
  undoReview,
} from "@/lib/enrolments";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { seal } from "@/lib/platform/crypto";
import { db } from "@/lib/platform/db";
import { useTestDatabase } from "../../support/database";
import { brokenInvariants, enrolled, fingerprint, moveWindow, stateOf } from "../../support/enrolment-state";
import { addTeachers, buildWorld, newKey, registration, type World } from "../../support/enrolments";

const database = useTestDatabase();
let world: World;
const REASON = { reasonCode: "other" as const, reasonText: "材料说明不了问题。" };

beforeAll(async () => {
  world = await buildWorld({ subProjects: [{ code: "B301", seats: 400 }] });
});

async function refused(attempt: () => Promise<unknown>, code: string) {
  const before = await fingerprint(database().pool);
  await expect(attempt()).rejects.toMatchObject({ problems: [expect.objectContaining({ code })] });
  expect(await fingerprint(database().pool)).toBe(before);
}

describe("approving", () => {
  test("moves on what is confirmed, in the own province only", async () => {
    const { enrolmentId, version, clerk } = await enrolled(world, "confirmed");
    const input = { enrolmentId, version };
    await expect(approveEnrolment(world.foreignOfficer, input)).rejects.toBeInstanceOf(NotFound);
    await expect(approveEnrolment(clerk, input)).rejects.toBeInstanceOf(Forbidden);
    await approveEnrolment(world.officer, input);
    expect(await stateOf(enrolmentId)).toMatchObject({ state: "approved", version: 3 });
    await refused(
      () => approveEnrolment(world.officer, { enrolmentId, version: 3 }),
      "enrolments.not-in-state",
    );
  });

  test("asks for a verdict on each line that the rules left open", async () => {
    const { enrolmentId, version } = await enrolled(world, "confirmed", { unclear: true });
    const input = { enrolmentId, version };
    await refused(() => approveEnrolment(world.officer, input), "enrolments.judgement-missing");
    await refused(
      () => approveEnrolment(world.officer, { ...input, "judgement-past-training": "refused" }),
      "enrolments.judgement-refused",
    );
    await refused(
      () => rejectEnrolment(world.officer, { ...input, ...REASON }),
      "enrolments.judgement-missing",
    );
    await approveEnrolment(world.officer, { ...input, "judgement-past-training": "accepted" });
    expect(await stateOf(enrolmentId)).toMatchObject({
      state: "approved",
      judgements: { "past-training": "accepted" },
    });
  });

  test("is refused when the record no longer fits", async () => {
    const { enrolmentId, version, teacher } = await enrolled(world, "confirmed");
    await db().teacher.update({
      where: { id: teacher.teacherId },
      data: { post: "principal", version: { increment: 1 } },
    });
    await refused(() => approveEnrolment(world.officer, { enrolmentId, version }), "enrolments.post-not-met");
  });
});

describe("not approving", () => {
  test("frees the card for the school, and tells the school", async () => {
    const { enrolmentId, version } = await enrolled(world, "confirmed");
    await rejectEnrolment(world.officer, { enrolmentId, version, ...REASON });
    const row = await stateOf(enrolmentId);
    expect(row).toMatchObject({ state: "rejected", ...REASON, card: { state: "issued", teacherId: null } });
    expect(row.endedAt).not.toBeNull();
    const message = await db().inboxMessage.findFirst({
      where: { kind: "enrolment-rejected", href: { contains: enrolmentId } },
    });
    expect(message?.organisationId).toBe(world.school.id);
  });

  test("can be reopened with a reason while the place is free", async () => {
    const { enrolmentId, version } = await enrolled(world, "rejected");
    await reopenEnrolment(world.officer, { enrolmentId, version, reasonText: "核对后发现判断有误。" });
    expect(await stateOf(enrolmentId)).toMatchObject({
      state: "confirmed",
      endedAt: null,
      card: { state: "used" },
    });
  });

  test("cannot be reopened once somebody else has the place", async () => {
    const { registerEnrolment } = await import("@/lib/enrolments");
    const { enrolmentId, version, card } = await enrolled(world, "rejected");
    const [other] = await addTeachers(world.school, 1);
    if (!other) throw new Error("no teacher");
    await registerEnrolment(other, registration(world, { route: "code", cardCode: card.code }));
    await refused(
      () => reopenEnrolment(world.officer, { enrolmentId, version, reasonText: "核对后发现判断有误。" }),
      "enrolments.place-taken",
    );
  });
});

describe("a record that changed after it was submitted", () => {
  async function changed() {
    const one = await enrolled(world, "confirmed");
    await db().teacher.update({
      where: { id: one.teacher.teacherId },
      data: {
        staffKind: "演示改过",
        mobileSealed: seal("13900001234", {
          table: "teachers",
          column: "mobile_sealed",
          id: one.teacher.teacherId ?? "",
        }),
        version: { increment: 1 },
      },
    });
    return one;
  }

  test("is listed with what changed, sealed fields by name only, and found by the filter", async () => {
    const { enrolmentId } = await changed();
    const list = await listEnrolments(world.officer, world.year, { tab: "to-review", check: "changed" });
    const row = list.rows.find(({ id }) => id === enrolmentId);
    expect(row?.changes).toEqual([
      { field: "mobile", before: null, now: null, sealed: true },
      { field: "staffKind", before: null, now: "演示改过", sealed: false },
    ]);
    expect(list.rows.every(({ changes }) => changes.length > 0)).toBe(true);
    expect(list.byHand).toBe(list.total);
  });

  test("is approved only by whoever says to have seen this very change", async () => {
    const { enrolmentId, version, teacher } = await changed();
    const input = { enrolmentId, version };
    const { teacherVersion } = await getEnrolment(world.officer, enrolmentId);
    await refused(() => approveEnrolment(world.officer, input), "enrolments.change-unseen");
    await db().teacher.update({
      where: { id: teacher.teacherId },
      data: { staffKind: "演示又改过", version: { increment: 1 } },
    });
    await refused(
      () => approveEnrolment(world.officer, { ...input, seenVersion: teacherVersion }),
      "enrolments.change-unseen",
    );
    await approveEnrolment(world.officer, { ...input, seenVersion: teacherVersion + 1 });
    expect(await stateOf(enrolmentId)).toMatchObject({ state: "approved" });
  });

  test("may be returned without that, and a new version without a difference asks for nothing", async () => {
    const { enrolmentId, version } = await changed();
    await returnEnrolment(world.officer, { enrolmentId, version, to: "school", ...REASON });
    const same = await enrolled(world, "confirmed");
    await db().teacher.update({
      where: { id: same.teacher.teacherId },
      data: { version: { increment: 1 } },
    });
    await approveEnrolment(world.officer, { enrolmentId: same.enrolmentId, version: same.version });
  });

  test("is left out in bulk, and named", async () => {
    const { enrolmentId } = await changed();
    const clean = await enrolled(world, "confirmed");
    const result = await reviewInBulk(world.officer, {
      key: newKey(),
      ids: [enrolmentId, clean.enrolmentId],
      decision: "approve",
      to: "school",
      ...REASON,
    });
    expect(result).toMatchObject({ done: 1, refused: 1 });
    expect(result.rows.find((row) => row.enrolmentId === enrolmentId)?.problem).toBe(
      "enrolments.changed-since",
    );
    const shown = await findBulkReview(world.officer, result.operationId);
    expect(shown).toMatchObject({ done: 1, refused: 1, undoable: 1, undone: 0 });
    expect(shown?.undoLeftMs).toBeGreaterThan(9 * 60_000);
    expect(await findBulkReview(world.foreignOfficer, result.operationId)).toBeNull();
    await undoReview(world.officer, { enrolmentId: null, operationId: result.operationId });
    expect(await findBulkReview(world.officer, result.operationId)).toMatchObject({
      undoable: 0,
      undone: 1,
      undoLeftMs: 0,
    });
  });
});

describe("in bulk", () => {
  test("everybody whom the filter showed: in scope, in the queue, and not who came later", async () => {
    const { school } = world;
    const shown = await enrolled(world, "confirmed", { school });
    const foreign = await enrolled(world, "confirmed", { school: world.foreignSchool });
    const early = await enrolled(world, "submitted", { school });
    const { confirmedAt } = await stateOf(shown.enrolmentId);
    const asOf = confirmedAt ?? new Date();
    const later = await enrolled(world, "confirmed", { school });
    const search = shown.card.code;
    const result = await reviewInBulk(world.officer, {
      key: newKey(),
      ids: [],
      everyone: { year: world.year, asOf },
      decision: "approve",
      to: "school",
      reasonCode: "other",
      reasonText: "",
    });
    const ids = result.rows.map((row) => row.enrolmentId);
    expect(ids).toContain(shown.enrolmentId);
    for (const one of [foreign, early, later]) expect(ids).not.toContain(one.enrolmentId);
    await undoReview(world.officer, { enrolmentId: null, operationId: result.operationId });
    const narrow = await reviewInBulk(world.officer, {
      key: newKey(),
      ids: [],
      everyone: { year: world.year, asOf, search },
      decision: "return",
      to: "school",
      ...REASON,
    });
    expect(narrow.rows.map((row) => row.enrolmentId)).toEqual([shown.enrolmentId]);
  });

  test("ids are selected again in scope, lines for a person are left out, and the same key answers the same", async () => {
    const clean = [await enrolled(world, "confirmed"), await enrolled(world, "confirmed")];
    const unclear = await enrolled(world, "confirmed", { unclear: true });
    const early = await enrolled(world, "submitted");
    const foreign = await enrolled(world, "confirmed", { school: world.foreignSchool });
    const input = {
      key: newKey(),
      ids: [...clean, unclear, early, foreign].map((one) => one.enrolmentId),
      decision: "approve" as const,
      to: "school" as const,
      reasonCode: "other" as const,
      reasonText: "",
    };
    const result = await reviewInBulk(world.officer, input);
    expect(result).toMatchObject({ done: 2, refused: 2 });
    const problemOf = (id: string) => result.rows.find((row) => row.enrolmentId === id)?.problem;
    expect(problemOf(unclear.enrolmentId)).toBe("enrolments.needs-judgement");
    expect(problemOf(early.enrolmentId)).toBe("enrolments.not-in-state");
    expect(result.rows.some((row) => row.enrolmentId === foreign.enrolmentId)).toBe(false);
    expect(await stateOf(foreign.enrolmentId)).toMatchObject({ state: "confirmed" });
    const before = await fingerprint(database().pool);
    expect(await reviewInBulk(world.officer, input)).toEqual(result);
    expect(await fingerprint(database().pool)).toBe(before);
    const trail = await db().auditEvent.findMany({ where: { subjectId: result.operationId } });
    expect(trail).toMatchObject([{ kind: "enrolment.reviewed-in-bulk", payload: { done: 2, refused: 2 } }]);

    const undone = await undoReview(world.officer, { enrolmentId: null, operationId: result.operationId });
    expect(undone).toMatchObject({ done: 2, refused: 0 });
    for (const one of clean)
      expect(await stateOf(one.enrolmentId)).toMatchObject({ state: "confirmed", decidedAt: null });
    await expect(
      undoReview(world.foreignOfficer, { enrolmentId: null, operationId: result.operationId }),
    ).rejects.toBeInstanceOf(NotFound);
  });

  test("a return needs a sentence", async () => {
    const { enrolmentId } = await enrolled(world, "confirmed");
    const input = {
      key: newKey(),
      ids: [enrolmentId],
      decision: "return" as const,
      to: "teacher" as const,
      reasonCode: "other" as const,
      reasonText: "",
    };
    await refused(() => reviewInBulk(world.officer, input), "enrolments.reason-missing");
    await expect(
      reviewInBulk(world.officer, { ...input, reasonText: "请补充承诺。" }),
    ).resolves.toMatchObject({ done: 1 });
    expect(await stateOf(enrolmentId)).toMatchObject({ state: "returned", returnedTo: "teacher" });
  });

  test("nobody of another province is reached", async () => {
    const { enrolmentId } = await enrolled(world, "confirmed");
    const input = {
      key: newKey(),
      ids: [enrolmentId],
      decision: "approve" as const,
      to: "school" as const,
      reasonCode: "other" as const,
      reasonText: "",
    };
    await expect(reviewInBulk(world.foreignOfficer, input)).rejects.toBeInstanceOf(NotFound);
  });
});

describe("taking a decision back", () => {
  test("each kind within ten minutes", async () => {
    for (const state of ["approved", "returned", "rejected"] as const) {
      const { enrolmentId } = await enrolled(world, state);
      await undoReview(world.officer, { enrolmentId, operationId: null });
      expect(await stateOf(enrolmentId)).toMatchObject({
        state: "confirmed",
        returnedTo: null,
        endedAt: null,
        card: { state: "used" },
      });
    }
  });

  test("is offered with the last step to whoever took it, and to nobody else", async () => {
    const { enrolmentId, version, clerk } = await enrolled(world, "confirmed");
    expect(await findLastStep(world.officer, enrolmentId)).toMatchObject({
      kind: "confirmed",
      actorRole: "school",
      undoableUntil: null,
    });
    await approveEnrolment(world.officer, { enrolmentId, version });
    expect(await findLastStep(world.officer, enrolmentId)).toMatchObject({
      enrolmentId,
      kind: "approved",
      actorRole: "province",
      undoableUntil: expect.any(Date),
    });
    expect(await findLastStep(clerk, enrolmentId)).toMatchObject({ kind: "approved", undoableUntil: null });
    expect(await findLastStep(world.foreignOfficer, enrolmentId)).toBeNull();
    await db().enrolment.update({
      where: { id: enrolmentId },
      data: { decidedAt: new Date(Date.now() - 11 * 60_000) },
    });
    expect((await findLastStep(world.officer, enrolmentId))?.undoableUntil).toBeNull();
  });

  test("not later, and not what nobody decided", async () => {
    const waiting = await enrolled(world, "confirmed");
    await refused(
      () => undoReview(world.officer, { enrolmentId: waiting.enrolmentId, operationId: null }),
      "enrolments.nothing-to-undo",
    );
    const { enrolmentId } = await enrolled(world, "approved");
    await db().enrolment.update({
      where: { id: enrolmentId },
      data: { decidedAt: new Date(Date.now() - 601_000) },
    });
    await refused(
      () => undoReview(world.officer, { enrolmentId, operationId: null }),
      "enrolments.undo-too-late",
    );
  });
});

describe("time", () => {
  test("an overdue review goes on until the classes start", async () => {
    const late = await enrolled(world, "confirmed");
    const tooLate = await enrolled(world, "confirmed");
    await moveWindow(database().pool, world, "qualification-review", -6, -1);
    await expect(approveEnrolment(world.officer, late)).resolves.toMatchObject({ state: "approved" });
    await db().trainingClass.updateMany({
      where: { subProjectId: world.first.id },
      data: { startsOn: new Date(Date.now() - 86_400_000) },
    });
    await refused(() => approveEnrolment(world.officer, tooLate), "enrolments.classes-started");
    const input = {
      enrolmentId: tooLate.enrolmentId,
      version: tooLate.version,
      to: "school" as const,
      ...REASON,
    };
    await expect(returnEnrolment(world.officer, input)).resolves.toMatchObject({ state: "returned" });
  });

  test("every invariant holds", async () => {
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });
});
