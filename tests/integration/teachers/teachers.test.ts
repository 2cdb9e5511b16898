import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { DomainError } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import {
  confirmOwnContact,
  createTeacher,
  getOwnRecord,
  getTeacherRecord,
  importTeachers,
  listTeachers,
  loadRecordFacts,
  revealTeacherField,
  updateTeacherRecord,
} from "@/lib/teachers";
import { createTeacherSchema, teacherFilterSchema, updateTeacherRecordSchema } from "@/lib/teachers/schema";
import { seedReference } from "@/prisma/seed/reference";
import { useTestDatabase } from "../../support/database";
import { signIn } from "../../support/signed-in";
import { buildSchools, COMPLETE_RECORD } from "../../support/teachers";

const database = useTestDatabase();
let world: Awaited<ReturnType<typeof buildSchools>>;
let serial = 0;

beforeAll(async () => {
  database();
  await seedReference(db());
  world = await buildSchools();
});

const complete = () => {
  serial += 1;
  const { idNumber: _, ...record } = COMPLETE_RECORD;
  return {
    ...record,
    idType: "passport",
    idNumber: `E${10_000_000 + serial}`,
    staffNumber: `S${serial}`,
    key: newId(),
  };
};
const create = async (clerk: Actor, change: Record<string, string> = {}) =>
  (await createTeacher(clerk, createTeacherSchema.parse({ ...complete(), ...change }))).teacherId;
const update = (actor: Actor, teacherId: string, version: number, change: Record<string, string>) =>
  updateTeacherRecord(
    actor,
    updateTeacherRecordSchema.parse({ teacherId, version, key: newId(), ...change }),
  );
const codes = async (run: Promise<unknown>) => {
  const error = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof DomainError) return error.problems.map((p) => p.code);
  return error instanceof Error ? error.name : "went through";
};
const snapshot = async () =>
  JSON.stringify([
    await db().teacher.findMany({ orderBy: { id: "asc" } }),
    await db().teacherFieldSource.findMany({ orderBy: [{ teacherId: "asc" }, { field: "asc" }] }),
    (await db().auditEvent.count()).toString(),
  ]);
const lastEvent = () =>
  db().auditEvent.findFirstOrThrow({
    orderBy: { sequence: "desc" },
    select: { kind: true, subjectId: true, payload: true },
  });

describe("a school makes a record", () => {
  test("complete by the rules of the year, sealed, with a source for every field and one event", async () => {
    const teacherId = await create(world.own.clerk, {
      idType: "resident-id",
      idNumber: COMPLETE_RECORD.idNumber,
    });
    const row = await db().teacher.findUniqueOrThrow({ where: { id: teacherId } });
    expect(row.problemCount).toBe(0);
    expect(JSON.stringify(row)).not.toContain(COMPLETE_RECORD.idNumber);
    expect(JSON.stringify(row)).not.toContain(COMPLETE_RECORD.mobile);
    const view = await getTeacherRecord(world.own.clerk, teacherId);
    expect(view.values.idNumber).toBe("4399**********0021");
    expect(view.values.mobile).toBe("138****0001");
    expect(view.values.birthDate).toBe("1985-03-12");
    expect(view.values.enterprisePracticeMonthsLast5Years).toBe("7");
    expect(view.problems).toEqual([]);
    expect(view.sources.title).toMatchObject({ source: "school", authorName: world.own.clerk.name });
    expect(await lastEvent()).toMatchObject({ kind: "teacher.created", subjectId: teacherId });
    expect(JSON.stringify(await lastEvent())).not.toContain(COMPLETE_RECORD.idNumber);
  });

  test("incomplete, and the record says what it lacks", async () => {
    const teacherId = await create(world.own.clerk, { degreeCertificateNumber: "", majorCode: "560301" });
    const { problems } = await loadRecordFacts(db(), teacherId);
    expect(problems.map((p) => `${p.field} ${p.code}`)).toEqual([
      "degreeCertificateNumber teachers.field-missing",
      "majorCode teachers.major-renumbered",
    ]);
    const row = await db().teacher.findUniqueOrThrow({ where: { id: teacherId } });
    expect(row.problemCount).toBe(2);
    expect(row.problemKeys).toEqual(["degreeCertificateNumber:field-missing", "majorCode:major-renumbered"]);
    expect((await getTeacherRecord(world.own.clerk, teacherId)).majorSuggestions[0]?.code).toBe("460301");
  });

  test("not twice with one number, not with an unknown code, not as a province; and nothing changes", async () => {
    const input = complete();
    await createTeacher(world.own.clerk, createTeacherSchema.parse(input));
    const before = await snapshot();
    const again = { ...complete(), idNumber: ` ${input.idNumber.toLowerCase()} ` };
    expect(await codes(createTeacher(world.foreign.clerk, createTeacherSchema.parse(again)))).toEqual([
      "teachers.id-number-taken",
    ]);
    expect(await codes(create(world.own.clerk, { sex: "9" }))).toEqual(["teachers.code-unknown"]);
    expect(await codes(create(world.own.clerk, { staffNumber: input.staffNumber }))).toEqual([
      "teachers.staff-number-taken",
    ]);
    expect(await codes(create(world.own.officer))).toBe("Forbidden");
    expect(await snapshot()).toBe(before);
  });

  test("once for one key, with the first answer for repetitions", async () => {
    const input = createTeacherSchema.parse(complete());
    const first = await createTeacher(world.own.clerk, input);
    expect(await createTeacher(world.own.clerk, input)).toEqual(first);
    expect(await codes(createTeacher(world.own.clerk, { ...input, name: "x" }))).toEqual([
      "common.key-reused",
    ]);
  });

  test("two schools with the same number at the same moment: one", async () => {
    const input = () => createTeacherSchema.parse({ ...complete(), idNumber: "E7777777" });
    const answers = await Promise.all([
      codes(createTeacher(world.own.clerk, input())),
      codes(createTeacher(world.foreign.clerk, input())),
    ]);
    expect(answers).toContain("went through");
    expect(answers).toContainEqual(["teachers.id-number-taken"]);
  });
});

describe("a school mends a record", () => {
  test("only what differs is written, with its source; the version rises; the list columns follow", async () => {
    const teacherId = await create(world.own.clerk, { degreeCertificateNumber: "" });
    const saved = await update(world.own.clerk, teacherId, 1, {
      degreeCertificateNumber: "105304201500",
      title: COMPLETE_RECORD.title,
      mobile: "",
    });
    expect(saved).toMatchObject({ version: 2, changed: 1, problems: 0 });
    expect(await lastEvent()).toMatchObject({
      kind: "teacher.updated",
      payload: { fields: ["degreeCertificateNumber"], problems: 0 },
    });
    const row = await db().teacher.findUniqueOrThrow({ where: { id: teacherId } });
    expect(row).toMatchObject({ problemCount: 0, problemKeys: [], version: 2 });
    expect(row.mobileSealed).not.toBeNull();
    const before = await snapshot();
    expect(await update(world.own.clerk, teacherId, 2, { title: COMPLETE_RECORD.title })).toMatchObject({
      changed: 0,
    });
    expect(await snapshot()).toBe(before);
  });

  test("the button of a suggestion goes before the text in the field", async () => {
    const teacherId = await create(world.own.clerk, { majorCode: "560301" });
    await update(world.own.clerk, teacherId, 1, { majorCode: "560301", majorSuggestion: "460301" });
    expect((await loadRecordFacts(db(), teacherId)).problems).toEqual([]);
  });

  test("not over a version saved since, not a foreign one, not without a name, not a taken number", async () => {
    const teacherId = await create(world.own.clerk);
    const other = complete();
    await createTeacher(world.foreign.clerk, createTeacherSchema.parse(other));
    await update(world.own.clerk, teacherId, 1, { title: "senior" });
    const before = await snapshot();
    expect(await codes(update(world.own.clerk, teacherId, 1, { title: "assistant" }))).toEqual([
      "common.stale",
    ]);
    expect(await codes(update(world.foreign.clerk, teacherId, 2, { title: "assistant" }))).toBe("NotFound");
    expect(await codes(update(world.own.officer, teacherId, 2, { title: "assistant" }))).toBe("Forbidden");
    expect(await codes(update(world.own.clerk, teacherId, 2, { name: "" }))).toEqual([
      "teachers.name-missing",
    ]);
    expect(await codes(update(world.own.clerk, teacherId, 2, { idNumber: other.idNumber }))).toEqual([
      "teachers.id-number-taken",
    ]);
    expect(await snapshot()).toBe(before);
  });

  test("two at once: one is written, the other is stale", async () => {
    const teacherId = await create(world.own.clerk);
    const answers = await Promise.all(
      ["senior", "assistant"].map((title) => codes(update(world.own.clerk, teacherId, 1, { title }))),
    );
    expect(answers.filter((answer) => answer === "went through")).toHaveLength(1);
    expect(answers).toContainEqual(["common.stale"]);
  });
});

describe("a person and the own record", () => {
  test("confirms a mobile number, whose source they become", async () => {
    const teacherId = await create(world.own.clerk, { mobile: "" });
    const teacher = world.own.teacher(teacherId);
    await signIn([teacher]);
    expect((await getOwnRecord(teacher)).problems.map((p) => p.fixableBy)).toEqual(["teacher"]);
    const answer = await confirmOwnContact(teacher, { mobile: "13900000002", version: 1, key: newId() });
    expect(answer).toEqual({ version: 2, problems: 0 });
    expect((await getOwnRecord(teacher)).sources.mobile?.source).toBe("teacher");
    expect(
      await codes(confirmOwnContact(teacher, { mobile: "13900000003", version: 1, key: newId() })),
    ).toEqual(["common.stale"]);
    expect(
      await codes(confirmOwnContact(world.own.clerk, { mobile: "13900000003", version: 2, key: newId() })),
    ).toBe("Forbidden");
  });

  test("sees nobody else's", async () => {
    const teacherId = await create(world.own.clerk);
    const colleague = await create(world.own.clerk);
    expect(await codes(getTeacherRecord(world.own.teacher(teacherId), colleague))).toBe("NotFound");
    expect(await codes(getTeacherRecord(world.foreign.officer, teacherId))).toBe("NotFound");
    expect((await getTeacherRecord(world.own.officer, teacherId)).may.update).toBe(false);
  });
});

describe("opening a sealed field", () => {
  test("gives the value once, and the trail who, which and why, without it", async () => {
    const teacherId = await create(world.own.clerk, { idNumber: "E5550001" });
    const input = { teacherId, field: "idNumber", purpose: "verify-identity" } as const;
    expect(await revealTeacherField(world.own.officer, input)).toEqual({
      field: "idNumber",
      value: "E5550001",
    });
    const event = await lastEvent();
    expect(event).toEqual({
      kind: "teacher.field-revealed",
      subjectId: teacherId,
      payload: { field: "idNumber", purpose: "verify-identity" },
    });
    const before = await snapshot();
    expect(await codes(revealTeacherField(world.foreign.officer, input))).toBe("NotFound");
    expect(await codes(revealTeacherField(world.ministry, input))).toBe("Forbidden");
    expect(await codes(revealTeacherField(world.own.clerk, { ...input, field: "email" }))).toEqual([
      "teachers.nothing-to-reveal",
    ]);
    expect(await snapshot()).toBe(before);
  });
});

describe("lists and imports", () => {
  test("a school imports all or none; its list filters by tab, gap and search, and pages", async () => {
    const { clerk, officer } = (await buildSchools()).own;
    const rows = Array.from({ length: 60 }, (_, index) => {
      const { key: _key, ...row } = complete();
      return { ...row, title: index % 10 === 0 ? "" : row.title, highestDegree: index % 20 === 0 ? "" : "3" };
    });
    const imported = await importTeachers(clerk, { teachers: rows, source: "register", key: newId() });
    expect(imported).toMatchObject({ incomplete: 6 });
    expect(await lastEvent()).toMatchObject({
      kind: "teachers.imported",
      payload: { count: 60, incomplete: 6 },
    });
    const list = (filter: Record<string, string>) => listTeachers(clerk, teacherFilterSchema.parse(filter));
    const first = await list({});
    expect(first.counts).toEqual({ all: 60, incomplete: 6, complete: 54 });
    expect(first.rows).toHaveLength(50);
    const second = await list({ cursor: first.next ?? "" });
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(60);
    expect(first.gaps).toEqual([
      { key: "title:field-missing", field: "title", code: "field-missing", count: 6 },
    ]);
    expect((await list({ problem: "title:field-missing" })).total).toBe(6);
    expect((await list({ tab: "complete" })).total).toBe(54);
    expect((await list({ q: rows[7]?.staffNumber ?? "" })).total).toBeGreaterThan(0);
    expect((await listTeachers(officer, teacherFilterSchema.parse({}))).total).toBe(60);
    const { key: _key, ...fresh } = complete();
    const again = importTeachers(clerk, {
      teachers: [fresh, { ...fresh, staffNumber: "other" }],
      source: "school",
      key: newId(),
    });
    expect(await codes(again)).toEqual(["teachers.id-number-taken"]);
    expect((await list({})).total).toBe(60);
  });
});
