import { beforeAll, describe, expect, test } from "vitest";
import { registerEnrolment } from "@/lib/enrolments";
import { registerEnrolmentSchema } from "@/lib/enrolments/schema";
import { Forbidden } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { useTestDatabase } from "../../support/database";
import { brokenInvariants, fingerprint, openSupplement, shutWindows } from "../../support/enrolment-state";
import { addTeachers, buildWorld, issueCards, registration, type World } from "../../support/enrolments";

const database = useTestDatabase();
let world: World;

beforeAll(async () => {
  world = await buildWorld({
    subProjects: [
      { code: "B301", seats: 400 },
      { code: "B302", seats: 40, criteria: { commitmentRequired: true } },
      { code: "B401", seats: 40, group: "other", classes: [[20, 35, 45]] },
      { code: "B402", seats: 40, group: "other" },
    ],
  });
});

async function teacherWithCards(cards: number, card: Parameters<typeof issueCards>[4] = {}) {
  const [teacher] = await addTeachers(world.school, 1);
  if (!teacher) throw new Error("no teacher");
  return { teacher, cards: await issueCards(world, world.first, world.school, cards, card) };
}

/** Expects the refusal, and that it left every row as it was. */
async function refused(attempt: () => Promise<unknown>, code: string) {
  const before = await fingerprint(database().pool);
  await expect(attempt()).rejects.toMatchObject({
    problems: expect.arrayContaining([expect.objectContaining({ code })]),
  });
  expect(await fingerprint(database().pool)).toBe(before);
}

describe("three ways to a seat", () => {
  test("a free card of the own school", async () => {
    const { teacher } = await teacherWithCards(1);
    const answer = await registerEnrolment(teacher, registration(world));
    const row = await db().enrolment.findUniqueOrThrow({
      where: { id: answer.enrolmentId },
      include: { card: true, events: true },
    });
    expect(row).toMatchObject({
      state: "submitted",
      route: "free",
      teacherId: teacher.teacherId,
      preferences: world.first.classIds,
      card: { code: answer.cardCode, state: "used", teacherId: teacher.teacherId },
    });
    expect(row.snapshot).toMatchObject({ id: teacher.teacherId, title: "intermediate" });
    expect(row.eligibility).toContainEqual(expect.objectContaining({ code: "past-training", ok: true }));
    expect(row.events).toMatchObject([{ kind: "submitted", toState: "submitted" }]);
    const trail = await db().auditEvent.findMany({ where: { subjectId: answer.enrolmentId } });
    expect(trail).toMatchObject([
      { kind: "enrolment.submitted", payload: { card: answer.cardCode, subProject: "B301" } },
    ]);
    expect(await db().outboxEvent.count({ where: { kind: "enrolment.submitted" } })).toBeGreaterThan(0);
  });

  test("a card's code, typed without dashes and in small letters", async () => {
    const { teacher, cards } = await teacherWithCards(1);
    const code = cards[0]?.code ?? "";
    const typed = code.toLowerCase().replaceAll("-", " ");
    const answer = await registerEnrolment(teacher, registration(world, { route: "code", cardCode: typed }));
    expect(answer.cardCode).toBe(code);
  });

  test("the school's binding", async () => {
    const [teacher] = await addTeachers(world.school, 1);
    if (!teacher) throw new Error("no teacher");
    const [card] = await issueCards(world, world.first, world.school, 1, { teacherId: teacher.teacherId });
    const answer = await registerEnrolment(teacher, registration(world, { route: "binding" }));
    expect(answer.cardCode).toBe(card?.code);
  });
});

describe("the same key", () => {
  test("gives the same answer, and one row", async () => {
    const { teacher } = await teacherWithCards(2);
    const request = registration(world);
    const first = await registerEnrolment(teacher, request);
    const second = await registerEnrolment(teacher, request);
    expect(second).toEqual({ ...first, replay: true });
    expect(await db().enrolment.count({ where: { teacherId: teacher.teacherId } })).toBe(1);
  });

  test("with another body is refused", async () => {
    const { teacher } = await teacherWithCards(1);
    const request = registration(world);
    await registerEnrolment(teacher, request);
    await refused(
      () => registerEnrolment(teacher, { ...request, commitment: "改了一句承诺的内容" }),
      "common.key-reused",
    );
  });
});

describe("refusals, each with its own problem and without a trace", () => {
  test("a wrong code", async () => {
    const { teacher } = await teacherWithCards(1);
    const request = registration(world, { route: "code", cardCode: "22-43-B301-9999-K" });
    await refused(() => registerEnrolment(teacher, request), "enrolments.card-unknown");
  });

  test("another school's card", async () => {
    const { teacher } = await teacherWithCards(0);
    const [card] = await issueCards(world, world.first, world.otherSchool, 1);
    const request = registration(world, { route: "code", cardCode: card?.code });
    await refused(() => registerEnrolment(teacher, request), "enrolments.card-foreign");
  });

  test("a used card", async () => {
    const { teacher, cards } = await teacherWithCards(1);
    const request = registration(world, { route: "code", cardCode: cards[0]?.code });
    await registerEnrolment(teacher, request);
    const [other] = await addTeachers(world.school, 1);
    if (!other) throw new Error("no teacher");
    await refused(() => registerEnrolment(other, { ...request, key: "another-key" }), "enrolments.card-used");
  });

  test("a recalled card", async () => {
    const { teacher, cards } = await teacherWithCards(1);
    const id = cards[0]?.id ?? "";
    await db().$transaction(async (tx) => {
      await tx.registrationCard.update({ where: { id }, data: { state: "recalled", endedAt: new Date() } });
      const card = await tx.registrationCard.findUniqueOrThrow({ where: { id } });
      await tx.quotaEntry.create({
        data: {
          id: crypto.randomUUID(),
          accountId: card.accountId,
          kind: "recall",
          seats: 1,
          actorName: "x",
          actorRole: "province",
        },
      });
    });
    const request = registration(world, { route: "code", cardCode: cards[0]?.code });
    await refused(() => registerEnrolment(teacher, request), "enrolments.card-recalled");
  });

  test("a card past its time, though nobody has posted that yet", async () => {
    const { teacher, cards } = await teacherWithCards(1, { lapsesAt: new Date(Date.now() - 1000) });
    const request = registration(world, { route: "code", cardCode: cards[0]?.code });
    await refused(() => registerEnrolment(teacher, request), "enrolments.card-lapsed");
  });

  test("a card bound to another", async () => {
    const [other] = await addTeachers(world.school, 1);
    const { teacher, cards } = await teacherWithCards(1, { teacherId: other?.teacherId });
    const request = registration(world, { route: "code", cardCode: cards[0]?.code });
    await refused(() => registerEnrolment(teacher, request), "enrolments.card-bound-to-another");
    await refused(
      () => registerEnrolment(teacher, registration(world, { route: "binding" })),
      "enrolments.card-not-bound",
    );
  });

  test("no free seat, with what else is open", async () => {
    await issueCards(world, world.second, world.foreignSchool, 2);
    const [teacher] = await addTeachers(world.foreignSchool, 1);
    if (!teacher) throw new Error("no teacher");
    await expect(registerEnrolment(teacher, registration(world))).rejects.toMatchObject({
      problems: [
        { code: "enrolments.no-free-seat", params: { subProject: "B301", otherCount: 1, others: "B302" } },
      ],
    });
  });

  test("an enrolment in the same exclusivity group", async () => {
    const { teacher } = await teacherWithCards(2);
    await registerEnrolment(teacher, registration(world));
    await refused(() => registerEnrolment(teacher, registration(world)), "enrolments.exclusivity-not-met");
  });

  test("days that another registration takes, also in another group", async () => {
    const { teacher } = await teacherWithCards(1);
    const [, , other] = world.subProjects;
    if (!other) throw new Error("no third sub-project");
    await issueCards(world, other, world.school, 1);
    await registerEnrolment(teacher, registration(world));
    await refused(
      () => registerEnrolment(teacher, registration(world, { subProjectId: other.id })),
      "enrolments.dates-not-met",
    );
  });

  test("a missing commitment, a foreign class", async () => {
    const { teacher } = await teacherWithCards(1);
    await issueCards(world, world.second, world.school, 1);
    const request = registration(world, { subProjectId: world.second.id });
    await refused(() => registerEnrolment(teacher, request), "enrolments.commitment-not-met");
    await refused(
      () => registerEnrolment(teacher, registration(world, { preferences: world.second.classIds })),
      "enrolments.preference-foreign",
    );
  });

  test("an incomplete record", async () => {
    await issueCards(world, world.first, world.school, 1);
    const [teacher] = await addTeachers(world.school, 1, { majorCode: "000000", problemCount: 1 });
    if (!teacher) throw new Error("no teacher");
    await refused(() => registerEnrolment(teacher, registration(world)), "enrolments.record-not-met");
  });

  test("a role that does not register", async () => {
    await expect(registerEnrolment(world.clerk, registration(world))).rejects.toBeInstanceOf(Forbidden);
  });
});

test("a malformed request does not pass the schema", () => {
  expect(registerEnrolmentSchema.safeParse({ ...registration(world), extra: 1 }).success).toBe(false);
  expect(registerEnrolmentSchema.safeParse({ ...registration(world), route: "luck" }).success).toBe(false);
});

describe("when registration is over", () => {
  test("only cards of the supplement are taken, until that shuts too", async () => {
    const late = await teacherWithCards(1);
    const supplementary = await teacherWithCards(1, {
      supplement: true,
      lapsesAt: new Date(Date.now() + 86_400_000),
    });
    await openSupplement(database().pool, world);
    await refused(
      () =>
        registerEnrolment(
          late.teacher,
          registration(world, { route: "code", cardCode: late.cards[0]?.code }),
        ),
      "enrolments.window-shut",
    );
    const { pool } = database();
    const request = registration(world, { route: "code", cardCode: supplementary.cards[0]?.code });
    await expect(registerEnrolment(supplementary.teacher, request)).resolves.toMatchObject({ replay: false });
    const after = await teacherWithCards(1, {
      supplement: true,
      lapsesAt: new Date(Date.now() + 86_400_000),
    });
    await shutWindows(pool, world, "supplement");
    await refused(
      () =>
        registerEnrolment(
          after.teacher,
          registration(world, { route: "code", cardCode: after.cards[0]?.code }),
        ),
      "enrolments.window-shut",
    );
  });

  test("every invariant holds", async () => {
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });
});
