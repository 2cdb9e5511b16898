import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import { createTeacher, RECORD_RULES_CHANGED } from "@/lib/teachers";
import { handleRecordRulesChanged } from "@/lib/teachers/jobs/recheck-records.handler";
import { createTeacherSchema } from "@/lib/teachers/schema";
import { seedReference } from "@/prisma/seed/reference";
import { importMajors } from "@/prisma/seed/reference/import-majors";
import { useTestDatabase } from "../../support/database";
import { buildSchools, COMPLETE_RECORD } from "../../support/teachers";

const database = useTestDatabase();
let school: Awaited<ReturnType<typeof buildSchools>>["own"];
let serial = 0;

beforeAll(async () => {
  database();
  school = (await buildSchools()).own;
});
beforeEach(async () => {
  await db().teacher.deleteMany();
  await seedReference(db());
  await db().outboxEvent.deleteMany();
});

async function create(change: Record<string, string> = {}): Promise<string> {
  serial += 1;
  const identity = { idType: "passport", idNumber: `E${20_000_000 + serial}`, staffNumber: `R${serial}` };
  const input = createTeacherSchema.parse({ ...COMPLETE_RECORD, ...identity, key: newId(), ...change });
  return (await createTeacher(school.clerk, input)).teacherId;
}

const recordOf = (id: string) =>
  db().teacher.findUniqueOrThrow({
    where: { id },
    select: { problemCount: true, problemKeys: true, version: true },
  });
/** The transaction that wrote the row last: it stays where nothing was written. */
const writtenBy = async (id: string) =>
  (await database().pool.query("SELECT xmin::text AS by FROM teachers WHERE id = $1", [id])).rows[0].by;
const eventsLeft = () => db().outboxEvent.count({ where: { kind: RECORD_RULES_CHANGED } });
/** What an earlier release did not ask for. */
const forgetRule = (field: string) =>
  db().recordFieldRule.delete({ where: { programmeYear_field: { programmeYear: 2022, field } } });

test("a rule that a release adds counts in the records that stand, and only the stale ones are written", async () => {
  await forgetRule("politicalStatus");
  const lacking = await create({ politicalStatus: "" });
  const whole = await create();
  const before = await writtenBy(whole);
  expect(await recordOf(lacking)).toEqual({ problemCount: 0, problemKeys: [], version: 1 });
  expect(await seedReference(db())).toEqual({ records: 2, corrected: 1 });
  expect(await recordOf(lacking)).toEqual({
    problemCount: 1,
    problemKeys: ["politicalStatus:field-missing"],
    version: 1,
  });
  expect(await writtenBy(whole)).toBe(before);
  expect(await eventsLeft()).toBe(1);
});

test("a major that a release adds mends the records that name it", async () => {
  await db().major.deleteMany({ where: { code: "460302" } });
  const id = await create({ majorCode: "460302" });
  expect((await recordOf(id)).problemKeys).toEqual(["majorCode:major-unknown"]);
  expect(await seedReference(db())).toEqual({ records: 1, corrected: 1 });
  expect((await recordOf(id)).problemCount).toBe(0);
});

test("a whole edition of the majors counts the records again", async () => {
  const id = await create({ majorCode: "460302" });
  await importMajors(db(), 2021, [
    ["code", "level", "name"],
    ["460301", "higher", "机电一体化技术"],
  ]);
  expect((await recordOf(id)).problemKeys).toEqual(["majorCode:major-unknown"]);
  expect(await eventsLeft()).toBe(1);
});

test("nothing new, nothing counted; the event makes up for a count that was cut short", async () => {
  const id = await create();
  await db().$executeRaw`UPDATE teachers SET problem_count = 7`;
  expect(await seedReference(db())).toBeNull();
  expect((await recordOf(id)).problemCount).toBe(7);
  expect(await eventsLeft()).toBe(0);
  await handleRecordRulesChanged();
  expect((await recordOf(id)).problemCount).toBe(0);
});

test("an installation without teachers leaves no event", async () => {
  await forgetRule("politicalStatus");
  expect(await seedReference(db())).toBeNull();
  expect(await eventsLeft()).toBe(0);
});

test("a record that is being written is counted as it was written", async () => {
  await forgetRule("politicalStatus");
  const id = await create({ politicalStatus: "" });
  const writer = await database().pool.connect();
  try {
    await writer.query("BEGIN");
    await writer.query("UPDATE teachers SET political_status = '13', version = version + 1 WHERE id = $1", [
      id,
    ]);
    const seeding = seedReference(db());
    await sleep(300);
    await writer.query("COMMIT");
    expect(await seeding).toEqual({ records: 1, corrected: 0 });
  } finally {
    writer.release();
  }
  expect((await recordOf(id)).problemCount).toBe(0);
});

test("more records than one transaction takes", async () => {
  await forgetRule("politicalStatus");
  await db().$executeRaw`INSERT INTO teachers (id, school_id, name)
    SELECT gen_random_uuid(), ${school.school.id}::uuid, 'x' FROM generate_series(1, 1100)`;
  expect(await seedReference(db())).toEqual({ records: 1100, corrected: 1100 });
  expect(await db().teacher.count({ where: { problemCount: 0 } })).toBe(0);
});
