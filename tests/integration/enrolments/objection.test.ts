import { beforeAll, describe, expect, test } from "vitest";
import {
  answerObjection,
  attachEvidence,
  findObjection,
  getEnrolment,
  listEvidence,
  makeObjection,
  registerEnrolment,
  rejectEnrolment,
  removeEvidence,
} from "@/lib/enrolments";
import { NotFound } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { versionOf } from "../../factories/registrations";
import { useTestDatabase } from "../../support/database";
import { enrolled, stateOf } from "../../support/enrolment-state";
import { addTeachers, buildWorld, newKey, registration, type World } from "../../support/enrolments";
import { outcome } from "../../support/outcome";
import { fileOf, PDF } from "../../support/pictures";

const database = useTestDatabase();
let world: World;

beforeAll(async () => {
  world = await buildWorld({ subProjects: [{ code: "B301", seats: 200 }] });
});

const TEXT = "任教专业在范围之内，请复核任课表。";
const REASON = "已复核任课表。";

async function objected() {
  const one = await enrolled(world, "rejected");
  await makeObjection(one.teacher, { enrolmentId: one.enrolmentId, version: one.version, text: TEXT });
  return one;
}

async function answer(enrolmentId: string, verdict: "upheld" | "overturned") {
  const version = await versionOf(enrolmentId);
  return answerObjection(world.officer, { enrolmentId, version, answer: verdict, reasonText: REASON });
}

describe("an objection", () => {
  test("is made once, by the teacher or the school, and only to what was not approved", async () => {
    const { enrolmentId, version, clerk, teacher } = await enrolled(world, "rejected");
    expect(await findObjection(teacher, enrolmentId)).toMatchObject({ objection: null, mayObject: true });
    await makeObjection(clerk, { enrolmentId, version, text: TEXT });
    expect(await outcome(() => makeObjection(teacher, { enrolmentId, version, text: TEXT }))).toBe(
      "enrolments.objection-made",
    );
    expect(await findObjection(teacher, enrolmentId)).toMatchObject({
      objection: { text: TEXT, answer: null },
      mayObject: false,
      mayAnswer: false,
    });
    expect(await findObjection(world.officer, enrolmentId)).toMatchObject({ mayAnswer: true });
    await expect(findObjection(world.foreignOfficer, enrolmentId)).rejects.toBeInstanceOf(NotFound);
    const approved = await enrolled(world, "approved");
    expect(
      await outcome(() =>
        makeObjection(approved.teacher, {
          enrolmentId: approved.enrolmentId,
          version: approved.version,
          text: TEXT,
        }),
      ),
    ).toBe("enrolments.not-in-state");
  });

  test("comes too late after the third working day", async () => {
    const { enrolmentId, version, teacher } = await enrolled(world, "rejected");
    await database().pool.query(
      "UPDATE enrolments SET decided_at = clock_timestamp() - interval '6 days' WHERE id = $1",
      [enrolmentId],
    );
    expect(await outcome(() => makeObjection(teacher, { enrolmentId, version, text: TEXT }))).toBe(
      "enrolments.objection-too-late",
    );
    expect((await findObjection(teacher, enrolmentId)).mayObject).toBe(false);
  });

  test("may bring papers, which stay once it is made", async () => {
    const { enrolmentId, version, teacher } = await enrolled(world, "rejected");
    const place = { teacherId: teacher.teacherId, subProjectId: world.first.id };
    const paper = { ...place, kind: "other" as const, file: fileOf(PDF, "任课表.pdf") };
    const wrong = await attachEvidence(teacher, { ...paper, key: newKey() });
    await removeEvidence(teacher, { evidenceId: wrong.evidenceId });
    const { evidenceId } = await attachEvidence(teacher, { ...paper, key: newKey() });
    await makeObjection(teacher, { enrolmentId, version, text: TEXT });
    expect((await listEvidence(world.officer, place)).rows).toMatchObject([
      { id: evidenceId, submitted: true },
    ]);
    expect(await outcome(() => removeEvidence(teacher, { evidenceId }))).toBe("enrolments.evidence-closed");
  });

  test("that is upheld leaves the decision, and the answer is read on both sides", async () => {
    const { enrolmentId, teacher, clerk } = await objected();
    await answer(enrolmentId, "upheld");
    expect((await stateOf(enrolmentId)).state).toBe("rejected");
    for (const reader of [teacher, clerk, world.officer])
      expect((await findObjection(reader, enrolmentId)).objection).toMatchObject({
        answer: "upheld",
        answerText: REASON,
      });
    expect((await getEnrolment(teacher, enrolmentId)).history.map((step) => step.kind).slice(-2)).toEqual([
      "objected",
      "objection-upheld",
    ]);
    expect(await outcome(() => answer(enrolmentId, "overturned"))).toBe("enrolments.objection-answered");
  });

  test("that overturns the decision reopens the review on the same card, and a second decision can be objected to again", async () => {
    const { enrolmentId, card, teacher } = await objected();
    await answer(enrolmentId, "overturned");
    expect(await stateOf(enrolmentId)).toMatchObject({
      state: "confirmed",
      card: { id: card.id, state: "used", teacherId: teacher.teacherId },
    });
    const again = await rejectEnrolment(world.officer, {
      enrolmentId,
      version: await versionOf(enrolmentId),
      reasonCode: "other",
      reasonText: "新的理由。",
    });
    expect(await findObjection(teacher, enrolmentId)).toMatchObject({ mayObject: true });
    await makeObjection(teacher, { enrolmentId, version: again.version, text: TEXT });
    expect(await db().objection.count({ where: { enrolmentId } })).toBe(2);
  });

  test("cannot overturn where the place went to somebody else, and then stays unanswered", async () => {
    const { enrolmentId, card } = await objected();
    const [other] = await addTeachers(world.school, 1);
    if (!other) throw new Error("no teacher");
    await registerEnrolment(other, registration(world, { route: "code", cardCode: card.code }));
    expect(await outcome(() => answer(enrolmentId, "overturned"))).toBe("enrolments.place-taken");
    expect((await findObjection(world.officer, enrolmentId)).mayAnswer).toBe(true);
  });
});
