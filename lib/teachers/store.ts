import { chinaDay } from "@/lib/kernel/dates";
import { fail, NotFound, type Problem, problem } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { blindIndex, mask, seal, unseal } from "@/lib/platform/crypto";
import { Prisma, type Statements, type Tx } from "@/lib/platform/db";
import type { CodeOption, CodeSet } from "@/lib/reference/schema";
import {
  birthDateOf,
  checkRecord,
  type FieldRule,
  idNumberFault,
  isEmail,
  isMobile,
  type MajorFacts,
  problemKey,
  type RecordFacts,
  type SealedFacts,
  sexOf,
} from "./rules";
import {
  type FieldSource,
  type FieldTexts,
  isSealed,
  type PastTrainingFacts,
  type PlainField,
  type PlainRecord,
  RECORD_FIELDS,
  type RecordField,
  type RecordProblem,
  SEALED_FIELDS,
  type SealedField,
  shapeOf,
} from "./schema";

const TABLE = "teachers";
const SEALED_COLUMNS: Record<SealedField, string> = {
  idNumber: "id_number_sealed",
  mobile: "mobile_sealed",
  email: "email_sealed",
};
const PLAIN_FIELDS = RECORD_FIELDS.filter((field): field is PlainField => !isSealed(field));
const column = (field: string) => field.replace(/[A-Z]|5/g, (letter) => `_${letter.toLowerCase()}`);

/** The contents of the three sealed columns, opened; they stay inside this module. */
export type SealedTexts = Record<SealedField, string | null>;

export type LoadedRecord = {
  id: string;
  schoolId: string;
  schoolName: string;
  schoolNameEn: string;
  schoolLevel: string;
  version: number;
  demonstration: boolean;
  facts: RecordFacts;
  texts: SealedTexts;
  problems: RecordProblem[];
  pastTrainings: PastTrainingFacts[];
  /** Empty unless they were asked for. */
  sources: SourceRow[];
  rules: FieldRule[];
  today: string;
};

type MajorRow = { code: string; name: string; level: string; catalogue_year: number };
export type SourceRow = { field: string; source: string; authorName: string; at: string };
type Row = {
  teacher: Record<string, unknown> & { id: string };
  schoolName: string;
  schoolNameEn: string;
  schoolLevel: string;
  majors: MajorRow[] | null;
  currentEdition: number | null;
  past: PastTrainingFacts[] | null;
  sources: SourceRow[] | null;
  rules: FieldRule[] | null;
  now: Date;
};

/** The rules of the newest programme year that has begun. */
const RULES_OF_THE_YEAR = Prisma.sql`(
  SELECT jsonb_agg(jsonb_build_object('field', r.field, 'required', r.required, 'condition', r.condition, 'fixableBy', r.fixable_by)
    ORDER BY r.position)
  FROM record_field_rules r WHERE r.programme_year = (SELECT max(programme_year) FROM record_field_rules
    WHERE programme_year <= extract(year FROM business_now() AT TIME ZONE 'Asia/Shanghai')))`;

/** Records with all that their check needs, in one statement, in the order of the ids; unknown ids are left out. */
export async function loadRecords(
  reader: Statements,
  ids: string[],
  wanted: "record" | "record and sources" = "record",
): Promise<LoadedRecord[]> {
  if (ids.length === 0) return [];
  const sources =
    wanted === "record"
      ? Prisma.sql`NULL::jsonb`
      : Prisma.sql`(SELECT jsonb_agg(jsonb_build_object('field', s.field, 'source', s.source, 'authorName', s.author_name, 'at', s.at))
          FROM teacher_field_sources s WHERE s.teacher_id = t.id)`;
  const rows = await reader.$queryRaw<Row[]>`
    SELECT to_jsonb(t) AS teacher, o.name AS "schoolName", o.name_en AS "schoolNameEn", o.school_level AS "schoolLevel", business_now() AS now,
      (SELECT max(catalogue_year) FROM majors) AS "currentEdition",
      (SELECT jsonb_agg(jsonb_build_object('code', m.code, 'name', m.name, 'level', m.level, 'catalogue_year', m.catalogue_year)
          ORDER BY m.catalogue_year DESC, m.code)
        FROM majors m WHERE m.code = t.major_code
          OR m.name IN (SELECT same.name FROM majors same WHERE same.code = t.major_code)) AS majors,
      (SELECT jsonb_agg(jsonb_build_object('year', p.year, 'title', p.title, 'equivalenceGroup', p.equivalence_group, 'hours', p.hours)
          ORDER BY p.year DESC, p.id)
        FROM past_trainings p WHERE p.teacher_id = t.id) AS past, ${sources} AS sources,
      CASE WHEN row_number() OVER (ORDER BY t.id) = 1 THEN ${RULES_OF_THE_YEAR} END AS rules
    FROM teachers t JOIN organisations o ON o.id = t.school_id
    WHERE t.id = ANY(${ids}::uuid[]) ORDER BY t.id`;
  const rules = rows[0]?.rules ?? [];
  const loaded = new Map(rows.map((row) => [row.teacher.id, toLoaded(row, rules)]));
  return ids.flatMap((id) => loaded.get(id) ?? []);
}

function toLoaded(row: Row, rules: FieldRule[]): LoadedRecord {
  const { teacher } = row;
  const today = chinaDay(row.now);
  const record = Object.fromEntries(
    PLAIN_FIELDS.map((field) => [field, teacher[column(field)] ?? null]),
  ) as PlainRecord;
  const texts = Object.fromEntries(
    Object.entries(SEALED_COLUMNS).map(([field, name]) => {
      const sealed = teacher[name];
      return [
        field,
        typeof sealed === "string" ? unseal(sealed, { table: TABLE, column: name, id: teacher.id }) : null,
      ];
    }),
  ) as SealedTexts;
  const facts: RecordFacts = {
    record,
    sealed: sealedFacts(texts, record, today),
    ...majorFacts(record.majorCode, row.majors ?? [], row.currentEdition, row.schoolLevel),
  };
  return {
    id: teacher.id,
    schoolId: String(teacher.school_id),
    schoolName: row.schoolName,
    schoolNameEn: row.schoolNameEn,
    schoolLevel: row.schoolLevel,
    version: Number(teacher.version),
    demonstration: teacher.demonstration === true,
    facts,
    texts,
    problems: checkRecord(facts, rules, today),
    pastTrainings: row.past ?? [],
    sources: row.sources ?? [],
    rules,
    today,
  };
}

/** Kinds of document whose numbers follow GB 11643. */
const CITIZEN_NUMBERS = ["resident-id", "hmt-residence"];

export function sealedFacts(texts: SealedTexts, record: PlainRecord, today: string): SealedFacts {
  const { idNumber, mobile, email } = texts;
  const checkable = record.idType === null || CITIZEN_NUMBERS.includes(String(record.idType));
  const fault = idNumber && checkable ? idNumberFault(idNumber, today) : null;
  const readable = idNumber && checkable && !fault;
  return {
    idNumber: idNumber
      ? { fault, birthDate: readable ? birthDateOf(idNumber) : null, sex: readable ? sexOf(idNumber) : null }
      : null,
    mobile: mobile ? { wellFormed: isMobile(mobile) } : null,
    email: email ? { wellFormed: isEmail(email) } : null,
  };
}

function majorFacts(
  code: unknown,
  majors: MajorRow[],
  currentEdition: number | null,
  schoolLevel: string,
): { major: MajorFacts; suggestions: RecordFacts["suggestions"] } {
  const own = majors.find((major) => major.code === code);
  const current = majors.filter((major) => major.catalogue_year === currentEdition);
  const isCurrent = current.some((major) => major.code === code);
  const namesakes = isCurrent ? [] : current.filter((major) => major.name === own?.name);
  return {
    major: { name: own?.name ?? null, edition: own?.catalogue_year ?? null, isCurrent, currentEdition },
    suggestions: namesakes
      .map(({ code: number, name, level }) => ({ code: number, name, level }))
      .sort((a, b) => Number(b.level === schoolLevel) - Number(a.level === schoolLevel)),
  };
}

/** Texts of a form as the columns hold them; sealed fields are not among them. */
export function toStored(field: PlainField, typed: string): string | number | boolean | Date | null {
  if (typed === "") return null;
  switch (shapeOf(field).kind) {
    case "flag":
      return typed === "yes";
    case "number":
      return Number(typed);
    case "day":
      return new Date(`${typed}T00:00:00Z`);
    default:
      return field === "majorCode" ? typed.toUpperCase() : typed;
  }
}

/** A value of the facts as a form carries it. */
export function toText(value: PlainRecord[PlainField]): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}

/** Sealed columns with their blind indexes, for a row of this id. */
export function sealedColumns(id: string, field: SealedField, typed: string): Record<string, string | null> {
  const place = { table: TABLE, column: SEALED_COLUMNS[field], id };
  const normal = normalised(field, typed);
  const sealed = normal ? seal(normal, place) : null;
  if (field === "idNumber")
    return {
      idNumberSealed: sealed,
      idNumberIndex: normal ? blindIndex("teachers.id_number", normal) : null,
    };
  if (field === "mobile")
    return { mobileSealed: sealed, mobileIndex: normal ? blindIndex("teachers.mobile", normal) : null };
  return { emailSealed: sealed };
}

/** Full-width digits and inner spaces come with copied numbers and mean nothing. */
export function normalised(field: SealedField, typed: string): string {
  const plain = typed.normalize("NFKC").replace(/\s/g, "");
  return field === "idNumber" ? plain.toUpperCase() : plain;
}

export function idNumberIndex(typed: string): string {
  return blindIndex("teachers.id_number", normalised("idNumber", typed));
}

export function masked(field: SealedField, text: string | null): string | null {
  if (text === null) return null;
  if (field === "idNumber") return mask(text, 4, 4);
  if (field === "mobile") return mask(text, 3, 4);
  const at = text.indexOf("@");
  return at > 0 ? `${text.slice(0, 1)}***${text.slice(at)}` : mask(text, 1, 0);
}

/** Brings the columns that lists read up to what the records themselves say now; answers the records as they stand. */
export async function recheck(tx: Tx, ids: string[]): Promise<LoadedRecord[]> {
  const records = await loadRecords(tx, ids);
  await keepProblems(tx, records);
  return records;
}

/** Writes what the records lack where the columns say something else; answers how many said so. */
export async function keepProblems(tx: Tx, records: LoadedRecord[]): Promise<number> {
  const found = records.map(({ id, problems }) => ({
    id,
    count: problems.length,
    keys: [...new Set(problems.map(problemKey))],
  }));
  return tx.$executeRaw`UPDATE teachers t SET problem_count = v.count, problem_keys = v.keys
    FROM jsonb_to_recordset(${JSON.stringify(found)}::jsonb) AS v(id uuid, count integer, keys text[])
    WHERE t.id = v.id AND (t.problem_count, t.problem_keys) IS DISTINCT FROM (v.count, v.keys)`;
}

/** The records that follow an id, held until the transaction ends: whoever is writing one of them is waited for. */
export async function holdRecords(tx: Tx, after: string, most: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM teachers WHERE id > ${after}::uuid ORDER BY id LIMIT ${most} FOR NO KEY UPDATE`;
  return rows.map((row) => row.id);
}

/** Notes for each field that was written where its content came from and who wrote it, now. */
export async function noteSources(
  tx: Tx,
  written: { teacherId: string; fields: RecordField[] }[],
  source: FieldSource,
  authorName: string,
): Promise<void> {
  const rows = written.flatMap(({ teacherId, fields }) => fields.map((field) => ({ teacherId, field })));
  if (rows.length === 0) return;
  await tx.$executeRaw`INSERT INTO teacher_field_sources (teacher_id, field, source, author_name)
    SELECT v."teacherId", v.field, ${source}, ${authorName}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS v("teacherId" uuid, field text)
    ON CONFLICT (teacher_id, field)
    DO UPDATE SET source = EXCLUDED.source, author_name = EXCLUDED.author_name, at = EXCLUDED.at`;
}

/** The columns of a row for the fields that were typed. */
export function toColumns(
  id: string,
  typed: FieldTexts,
): Record<string, string | number | boolean | Date | null> {
  const columns: Record<string, string | number | boolean | Date | null> = {};
  for (const field of RECORD_FIELDS) {
    const text = typed[field];
    if (text === undefined) continue;
    if (isSealed(field)) Object.assign(columns, sealedColumns(id, field, text));
    else columns[field] = toStored(field, text);
  }
  return columns;
}

/** Codes that their set does not have, as problems at their fields. */
export function unknownCodes(
  typed: FieldTexts,
  sets: Record<CodeSet, CodeOption[]>,
  row?: number,
): Problem[] {
  return RECORD_FIELDS.flatMap((field) => {
    const shape = shapeOf(field);
    const text = typed[field];
    if (shape.kind !== "code" || !text || sets[shape.codeSet].some((option) => option.code === text))
      return [];
    return [problem("teachers.code-unknown", { field }, { field, ...(row ? { row } : {}) })];
  });
}

/** Records that hold one of these numbers already, wherever they are. */
export async function idNumbersTaken(tx: Tx, numbers: string[], exceptId?: string): Promise<Set<string>> {
  if (numbers.length === 0) return new Set();
  const rows = await tx.teacher.findMany({
    where: {
      idNumberIndex: { in: numbers.map(idNumberIndex) },
      ...(exceptId ? { NOT: { id: exceptId } } : {}),
    },
    select: { idNumberIndex: true },
  });
  return new Set(rows.flatMap((row) => row.idNumberIndex ?? []));
}

/** What an idempotency key may keep of a request: sealed fields only as their blind indexes. */
export function withoutSealed<Input extends FieldTexts>(input: Input): Input {
  const kept: Input = { ...input };
  for (const field of SEALED_FIELDS) {
    const typed = kept[field];
    if (typed) Object.assign(kept, { [field]: blindIndex(`teachers.${field}`, normalised(field, typed)) });
  }
  return kept;
}

/** Writes only over the version that was read; two writers meet here and the second is stale. */
export async function writeRecord(
  tx: Tx,
  record: LoadedRecord,
  typed: FieldTexts,
  changed: RecordField[],
): Promise<LoadedRecord> {
  const { count } = await tx.teacher.updateMany({
    where: { id: record.id, version: record.version },
    data: { ...toColumns(record.id, typed), version: { increment: 1 }, updatedAt: await businessNow(tx) },
  });
  if (count === 0) fail("common.stale", { fields: changed.length });
  const [saved] = await recheck(tx, [record.id]);
  if (!saved) throw new NotFound("teacher");
  return saved;
}

/** Who saved last stands in the problem, so that the page can name them beside both texts. */
export async function refuseStale(tx: Tx, record: LoadedRecord, version: number): Promise<void> {
  if (record.version === version) return;
  const last = await tx.teacherFieldSource.findFirst({
    where: { teacherId: record.id },
    orderBy: [{ at: "desc" }, { field: "asc" }],
    select: { authorName: true },
  });
  fail("common.stale", { by: last?.authorName ?? "", version: record.version });
}
