import { beforeAll, expect, test } from "vitest";
import { amendmentText } from "@/components/domain/classes/amendment-text";
import type { Actor } from "@/lib/access";
import { getClass, issueOpeningNotice, prepareOpeningNotice } from "@/lib/classes";
import {
  acknowledgeOpeningNotice,
  cancelClass,
  issueAmendment,
  listAmendments,
  previewAmendment,
  previewCancellation,
} from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { NOTICE_FIELDS } from "../../factories/year";
import { actorAt } from "../../support/bodies";
import { placePeople } from "../../support/classes";
import { useTestDatabase } from "../../support/database";
import { fingerprint } from "../../support/enrolment-state";
import { buildWorld, type World } from "../../support/enrolments";

const database = useTestDatabase();
const YEAR = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
const number = (serial: number) => `演示培函〔${YEAR}〕${serial}号`;
let world: World;
let institution: Actor;
let classId: string;
let other: string;
let sitting: Actor[];

beforeAll(async () => {
  world = await buildWorld({
    subProjects: [
      {
        code: "B301",
        seats: 40,
        classes: [
          [10, 30, 40],
          [4, 50, 60],
        ],
      },
    ],
  });
  institution = actorAt(world.institution, "institution");
  [classId = "", other = ""] = world.first.classIds;
  sitting = await placePeople(world, { ...world.first, classIds: [classId] }, 2);
  await prepareOpeningNotice(institution, { ...NOTICE_FIELDS, classId, version: 0 });
});

async function refused(attempt: () => Promise<unknown>, code: string) {
  const before = await fingerprint(database().pool);
  await expect(attempt()).rejects.toMatchObject({ problems: [expect.objectContaining({ code })] });
  expect(await fingerprint(database().pool)).toBe(before);
}
const amend = (serial: number, text = "") =>
  issueAmendment(institution, { classId, documentNumber: number(serial), text });
const acknowledged = () => db().enrolment.count({ where: { classId, acknowledgedAt: { not: null } } });
const told = async () =>
  (await db().inboxMessage.findMany({ where: { kind: "opening-notice-amended" } })).filter(
    (message) => message.accountId === null,
  ).length;

test("a paper waits for the notice, and for something to say", async () => {
  await refused(() => amend(2), "enrolments.notice-not-issued");
  await issueOpeningNotice(institution, { classId, version: 1, documentNumber: number(1) });
  for (const teacher of sitting) {
    const own = await db().enrolment.findFirstOrThrow({ where: { teacherId: teacher.teacherId ?? "" } });
    await acknowledgeOpeningNotice(teacher, { enrolmentId: own.id });
  }
  await refused(() => amend(2), "enrolments.nothing-to-amend");
  await refused(() => amend(1, "改地点"), "notices.document-number-taken");
  const stranger = actorAt({ ...world.institution, id: newId() }, "institution");
  await expect(
    issueAmendment(stranger, { classId, documentNumber: number(2), text: "x" }),
  ).rejects.toBeInstanceOf(NotFound);
});

test("whoever joined by a merge is told, and nobody else acknowledges again", async () => {
  await placePeople(world, { ...world.first, classIds: [other] }, 3);
  expect(await acknowledged()).toBe(2);
  const asked = { classId: other, people: "merge" as const, intoClassId: classId };
  const { digest: plan } = await previewCancellation(world.office, asked);
  await cancelClass(world.office, { ...asked, reasonCode: "too-few", reasonText: "两班合并", plan });
  expect(await previewAmendment(institution, classId)).toEqual({ number: 1, people: 5, joined: 3 });
  expect(await amend(2)).toEqual({ classId, number: 1, told: 3 });
  expect(await acknowledged()).toBe(2);
  expect(await told()).toBe(2);
  const [paper] = await listAmendments(world.clerk, classId);
  if (!paper) throw new Error("one amendment");
  const text = await amendmentText(await getClass(world.clerk, classId), paper, number(1), "zh-CN");
  expect(text).toMatchObject({ number: number(2), title: expect.stringContaining("关于调整") });
  expect(text.body.map((block) => block.text).join("")).toContain("新编入3人");
  await refused(() => amend(3), "enrolments.nothing-to-amend");
});

test("what concerns everybody is acknowledged by everybody again; papers stay and follow each other", async () => {
  expect(await amend(3, "报到地点改为图书馆一楼")).toEqual({ classId, number: 2, told: 5 });
  expect(await acknowledged()).toBe(0);
  expect((await listAmendments(institution, classId)).map((one) => one.documentNumber)).toEqual([
    number(2),
    number(3),
  ]);
  await expect(
    database().pool.query("UPDATE notice_amendments SET text = '别的' WHERE class_id = $1", [classId]),
  ).rejects.toMatchObject({ code: "GP910" });
  await expect(
    database().pool.query(
      `INSERT INTO notice_amendments SELECT gen_random_uuid(), class_id, 9, document_number || 'x', text, people, joined, concerns_all,
        issued_at, issued_by_name FROM notice_amendments LIMIT 1`,
    ),
  ).rejects.toMatchObject({ code: "GP918" });
});
