import { type Problem, problem } from "@/lib/kernel/problem";
import type { FixableBy, PlainRecord, RecordField, RecordProblem, RecordProgress } from "./schema";

export const ID_NUMBER_FAULTS = [
  "old-form",
  "length",
  "characters",
  "region",
  "birth-date",
  "check-character",
] as const;
export type IdNumberFault = (typeof ID_NUMBER_FAULTS)[number];

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = "10X98765432";
/** Province-level codes under which numbers were given out; 81–83 are residence permits (Hong Kong, Macao, Taiwan). */
const ISSUING_REGIONS = new Set(
  "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split(
    " ",
  ),
);

/** The 18th character for 17 digits: ISO 7064 MOD 11-2, as GB 11643 prescribes. */
export function idCheckCharacter(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return CHECK_CHARACTERS[sum % 11] ?? "";
}

/** The first thing wrong with a citizen's number by GB 11643, or null. `today` is YYYY-MM-DD. */
export function idNumberFault(typed: string, today: string): IdNumberFault | null {
  const number = typed.trim().toUpperCase();
  if (/^\d{15}$/.test(number)) return "old-form";
  if (number.length !== 18) return "length";
  if (!/^\d{17}[\dX]$/.test(number)) return "characters";
  if (!ISSUING_REGIONS.has(number.slice(0, 2))) return "region";
  const born = birthDateOf(number);
  if (born === null || born < "1900-01-01" || born > today) return "birth-date";
  return idCheckCharacter(number.slice(0, 17)) === number[17] ? null : "check-character";
}

/** The date of birth in an 18-character number as YYYY-MM-DD, or null where it is no calendar day. */
export function birthDateOf(number: string): string | null {
  const [, year, month, day] = /^\d{6}(\d{4})(\d{2})(\d{2})/.exec(number) ?? [];
  if (!year || !month || !day) return null;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const written = `${year}-${month}-${day}`;
  return date.toISOString().slice(0, 10) === written ? written : null;
}

/** 1 or 2 of GB/T 2261.1: an odd sequence number is given to men. */
export function sexOf(number: string): string {
  return Number(number[16]) % 2 === 1 ? "1" : "2";
}

export type Condition = { courseKinds?: string[]; partTime?: boolean; notEmpty?: string };
export type FieldRule = {
  field: RecordField;
  required: boolean;
  condition: Condition | null;
  fixableBy: FixableBy;
};

export type SealedFacts = {
  /** `fault` is null also for kinds of document that this system cannot check. */
  idNumber: { fault: IdNumberFault | null; birthDate: string | null; sex: string | null } | null;
  mobile: { wellFormed: boolean } | null;
  email: { wellFormed: boolean } | null;
};

/** What the catalogue knows about the code in the record: editions are years. */
export type MajorFacts = {
  name: string | null;
  edition: number | null;
  isCurrent: boolean;
  currentEdition: number | null;
};

export type RecordFacts = {
  record: PlainRecord;
  sealed: SealedFacts;
  major: MajorFacts;
  /** Namesakes of the major in the current edition. */
  suggestions: { code: string; name: string; level: string }[];
};

export function isFilled(facts: RecordFacts, field: RecordField): boolean {
  if (field === "idNumber" || field === "mobile" || field === "email") return facts.sealed[field] !== null;
  const value = facts.record[field];
  return value !== null && value !== "";
}

/** Whether the rule asks for the field in this record; all parts of a condition must hold. */
export function isRequired(facts: RecordFacts, rule: FieldRule): boolean {
  const { record } = facts;
  const condition = rule.condition ?? {};
  if (!rule.required) return false;
  if (condition.courseKinds && !condition.courseKinds.includes(String(record.courseKind))) return false;
  if (condition.partTime !== undefined && record.partTime !== condition.partTime) return false;
  if (condition.notEmpty && !isFilled(facts, condition.notEmpty as RecordField)) return false;
  return true;
}

/** Fields on which a condition depends; filling one of them may bring a requirement into force. */
export function conditionFields(condition: Condition | null): RecordField[] {
  const fields: RecordField[] = [];
  if (condition?.courseKinds) fields.push("courseKind");
  if (condition?.partTime !== undefined) fields.push("partTime");
  if (condition?.notEmpty) fields.push(condition.notEmpty as RecordField);
  return fields;
}

/**
 * Everything that keeps the record from being complete: first what is missing, in the order of the year's rules, then what
 * contradicts itself. `today` is the business day, YYYY-MM-DD.
 */
export function checkRecord(facts: RecordFacts, rules: FieldRule[], today: string): RecordProblem[] {
  const mender = new Map(rules.map((rule) => [rule.field, rule.fixableBy]));
  const found = (field: RecordField, name: string, params: RecordProblem["params"] = {}): RecordProblem => ({
    field,
    code: `teachers.${name}`,
    fixableBy: mender.get(field) ?? "school",
    params,
  });
  const missing = rules
    .filter((rule) => isRequired(facts, rule) && !isFilled(facts, rule.field))
    .map((rule) => found(rule.field, "field-missing"));
  return [
    ...missing,
    ...checkIdentity(facts, found),
    ...checkContact(facts, found),
    ...checkDates(facts, today, found),
    ...checkMajor(facts, found),
    ...checkStatus(facts, found),
  ];
}

type Found = (field: RecordField, name: string, params?: RecordProblem["params"]) => RecordProblem;

function checkIdentity({ record, sealed }: RecordFacts, found: Found): RecordProblem[] {
  const { idNumber } = sealed;
  if (!idNumber) return [];
  if (idNumber.fault) return [found("idNumber", `id-${idNumber.fault}`)];
  const problems: RecordProblem[] = [];
  if (record.birthDate && idNumber.birthDate && record.birthDate !== idNumber.birthDate)
    problems.push(found("birthDate", "birth-date-differs", { recorded: String(record.birthDate) }));
  if (record.sex && idNumber.sex && record.sex !== idNumber.sex) problems.push(found("sex", "sex-differs"));
  return problems;
}

function checkContact({ sealed }: RecordFacts, found: Found): RecordProblem[] {
  const problems: RecordProblem[] = [];
  if (sealed.mobile && !sealed.mobile.wellFormed) problems.push(found("mobile", "mobile-malformed"));
  if (sealed.email && !sealed.email.wellFormed) problems.push(found("email", "email-malformed"));
  return problems;
}

const EARNED_IN_ORDER = ["workSince", "teachingSince", "schoolSince"] as const;
const WORKING_AGE = 16;

function checkDates({ record }: RecordFacts, today: string, found: Found): RecordProblem[] {
  const problems: RecordProblem[] = [];
  const month = (field: keyof PlainRecord) => (typeof record[field] === "string" ? record[field] : null);
  let earlier: (typeof EARNED_IN_ORDER)[number] | null = null;
  for (const field of EARNED_IN_ORDER) {
    const value = month(field);
    if (!value) continue;
    const before: string | null = earlier === null ? null : month(earlier);
    if (value > today.slice(0, 7)) problems.push(found(field, "date-in-future", { date: value }));
    else if (earlier && before && value < before)
      problems.push(
        found(field, "dates-out-of-order", { date: value, earlierField: earlier, earlierDate: before }),
      );
    earlier = field;
  }
  const born = month("birthDate");
  const firstWork = month("workSince");
  if (born && firstWork && firstWork < `${Number(born.slice(0, 4)) + WORKING_AGE}${born.slice(4, 7)}`)
    problems.push(found("workSince", "work-before-sixteen", { date: firstWork, born }));
  return problems;
}

function checkMajor({ record, major, suggestions }: RecordFacts, found: Found): RecordProblem[] {
  const code = record.majorCode;
  if (typeof code !== "string" || code === "" || major.isCurrent || major.currentEdition === null) return [];
  const current = major.currentEdition;
  if (major.name === null || major.edition === null)
    return [found("majorCode", "major-unknown", { majorCode: code, current })];
  const known = { majorCode: code, majorName: major.name, edition: major.edition, current };
  const namesake = suggestions[0];
  if (!namesake) return [found("majorCode", "major-replaced", known)];
  return [found("majorCode", "major-renumbered", { ...known, suggestion: namesake.code })];
}

/** Whoever has left the school is not its teacher any more; the register says so, not the school's copy. */
function checkStatus({ record }: RecordFacts, found: Found): RecordProblem[] {
  const gone = record.status === "left" || record.status === "retired";
  const problem = found("status", "not-in-service", { status: String(record.status) });
  return gone ? [{ ...problem, fixableBy: "register" }] : [];
}

export function progressOf(
  facts: RecordFacts,
  rules: FieldRule[],
  problems: RecordProblem[],
): RecordProgress {
  const needed = rules.filter((rule) => isRequired(facts, rule)).map((rule) => rule.field);
  const faulty = new Set(problems.map((problem) => problem.field));
  return { required: needed.length, met: needed.filter((field) => !faulty.has(field)).length };
}

/** How a problem is kept for lists: one kind of gap in one field. */
export function problemKey(problem: Pick<RecordProblem, "field" | "code">): string {
  return `${problem.field}:${problem.code.replace("teachers.", "")}`;
}

/** Where a person goes to mend it: the record's own page for the teacher, the school's panel otherwise; the field in the hash. */
export function whereToMend(problem: RecordProblem, teacherId: string, reader: "school" | "teacher"): string {
  return reader === "teacher" ? `/teachers/me#${problem.field}` : `/teachers/${teacherId}#${problem.field}`;
}

export function isMobile(typed: string): boolean {
  return /^1[3-9]\d{9}$/.test(typed);
}

export function isEmail(typed: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed);
}

/** How far ahead a move can be agreed: what may come about later is released later. */
export const MOVE_DAYS_AHEAD = 90;

/** Days as YYYY-MM-DD; a move never counts from a day that is over, because what was decided since stands. */
export function checkMove(facts: {
  today: string;
  effectiveOn: string;
  fromId: string;
  toId: string;
}): Problem[] {
  const last = new Date(Date.parse(`${facts.today}T00:00:00Z`) + MOVE_DAYS_AHEAD * 24 * 60 * 60 * 1000);
  const day = { field: "effectiveOn" };
  return [
    ...(facts.fromId === facts.toId ? [problem("teachers.move-same-school", {}, { field: "schoolId" })] : []),
    ...(facts.effectiveOn < facts.today ? [problem("teachers.move-day-past", {}, day)] : []),
    ...(facts.effectiveOn > last.toISOString().slice(0, 10)
      ? [problem("teachers.move-day-too-far", { days: MOVE_DAYS_AHEAD }, day)]
      : []),
  ];
}
