import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access";
import { acknowledgeOpeningNotice, getRoster, remindOfNotice } from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { actorAt } from "../../support/bodies";
import { placePeople } from "../../support/classes";
import { useTestDatabase } from "../../support/database";
import { fingerprint } from "../../support/enrolment-state";
import { buildWorld, type World } from "../../support/enrolments";

const database = useTestDatabase();
let world: World;
let institution: Actor;
let classId: string;

beforeAll(async () => {
  world = await buildWorld({ subProjects: [{ code: "B301", seats: 40, classes: [[10, 30, 40]] }] });
  institution = actorAt(world.institution, "institution");
  classId = world.first.classIds[0] ?? "";
  await placePeople(world, world.first, 4);
});

const UNREAD = ["opening-notice-unread", "opening-notice-unread-school"];

/** People told, by their own account or through their school. */
async function told(): Promise<number> {
  const messages = await db().inboxMessage.findMany({ where: { kind: { in: UNREAD } } });
  return messages.reduce((sum, { params }) => sum + Number((params as { count?: number }).count ?? 1), 0);
}

describe("reminding of an opening notice", () => {
  test("waits for the notice", async () => {
    await expect(remindOfNotice(institution, { classId })).rejects.toThrow("enrolments.notice-not-issued");
    const id = newId();
    const fields = {};
    const data = {
      id,
      classId,
      state: "issued",
      documentNumber: "演示〔2022〕1号",
      issuedAt: new Date(),
      fields,
    };
    await db().openingNotice.create({ data });
    await db().trainingClass.update({ where: { id: classId }, data: { state: "notice-issued" } });
  });

  test("tells those who have not acknowledged, each once a day, whoever reminds", async () => {
    const [read] = (await getRoster(institution, classId)).rows;
    const enrolment = await db().enrolment.findUniqueOrThrow({ where: { id: read?.enrolmentId ?? "" } });
    const teacher = actorAt(world.school, "teacher", enrolment.teacherId);
    await acknowledgeOpeningNotice(teacher, { enrolmentId: enrolment.id });
    expect(await remindOfNotice(world.clerk, { classId })).toEqual({ classId, told: 3, left: 0 });
    expect(await told()).toBe(3);
    expect(await remindOfNotice(institution, { classId })).toEqual({ classId, told: 0, left: 3 });
    expect(await told()).toBe(3);
    const { rows } = await getRoster(institution, classId);
    expect(rows.map((row) => [row.acknowledgedAt !== null, row.remindedOn !== null])).toEqual([
      [true, false],
      [false, true],
      [false, true],
      [false, true],
    ]);
    await database().pool.query("UPDATE notice_reminders SET sent_on = sent_on - 1");
    expect(await remindOfNotice(world.officer, { classId })).toEqual({ classId, told: 3, left: 0 });
    expect(await told()).toBe(6);
    expect(await db().auditEvent.count({ where: { kind: "opening-notice.reminded" } })).toBe(3);
  });

  test("two at the same moment tell nobody twice", async () => {
    await database().pool.query("UPDATE notice_reminders SET sent_on = sent_on - 10");
    const before = await told();
    const answers = await Promise.all([
      remindOfNotice(institution, { classId }),
      remindOfNotice(world.clerk, { classId }),
      remindOfNotice(world.officer, { classId }),
    ]);
    expect(answers.reduce((sum, answer) => sum + answer.told, 0)).toBe(3);
    expect((await told()) - before).toBe(3);
  });

  test("reaches own people only, and nobody once the class has begun", async () => {
    const before = await fingerprint(database().pool);
    const stranger = actorAt({ ...world.institution, id: newId() }, "institution");
    await expect(remindOfNotice(stranger, { classId })).rejects.toBeInstanceOf(NotFound);
    await expect(remindOfNotice(world.foreignOfficer, { classId })).rejects.toBeInstanceOf(NotFound);
    expect(await fingerprint(database().pool)).toBe(before);
    await database().pool.query("UPDATE training_classes SET starts_on = current_date - 1");
    await expect(remindOfNotice(institution, { classId })).rejects.toThrow();
  });
});
