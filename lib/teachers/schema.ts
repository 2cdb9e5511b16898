import { z } from "zod";
import type { CodeSet } from "@/lib/reference/schema";

type FieldShape =
  | { kind: "text"; max: number }
  | { kind: "code"; codeSet: CodeSet }
  /** YYYY-MM */
  | { kind: "month" }
  /** YYYY-MM-DD */
  | { kind: "day" }
  | { kind: "flag" }
  | { kind: "number"; max: number }
  /** Stored sealed; shown masked. */
  | { kind: "sealed"; max: number };

type Section = "person" | "contact" | "work" | "qualification" | "teaching";

const text = (max: number): FieldShape => ({ kind: "text", max });
const code = (codeSet: CodeSet): FieldShape => ({ kind: "code", codeSet });

/** Every field of the record, in the order in which it is read, with its kind and its part of the form. */
export const RECORD_FIELD_SHAPES = {
  name: { ...text(60), section: "person" },
  formerName: { ...text(60), section: "person" },
  idType: { ...code("id-type"), section: "person" },
  idNumber: { kind: "sealed", max: 30, section: "person" },
  birthDate: { kind: "day", section: "person" },
  sex: { ...code("sex"), section: "person" },
  ethnicity: { ...code("ethnicity"), section: "person" },
  politicalStatus: { ...code("political-status"), section: "person" },
  hmtOverseas: { ...code("hmt-overseas"), section: "person" },
  nationality: { ...code("nationality"), section: "person" },
  mobile: { kind: "sealed", max: 20, section: "contact" },
  email: { kind: "sealed", max: 120, section: "contact" },
  staffNumber: { ...text(30), section: "work" },
  workSince: { kind: "month", section: "work" },
  teachingSince: { kind: "month", section: "work" },
  schoolSince: { kind: "month", section: "work" },
  establishmentKind: { ...code("establishment"), section: "work" },
  staffKind: { ...code("staff-kind"), section: "work" },
  postKind: { ...code("post-kind"), section: "work" },
  post: { ...code("post"), section: "work" },
  partTime: { kind: "flag", section: "work" },
  status: { ...code("status"), section: "work" },
  highestEducation: { ...code("education"), section: "qualification" },
  highestDegree: { ...code("degree"), section: "qualification" },
  degreeCertificateNumber: { ...text(40), section: "qualification" },
  title: { ...code("title"), section: "qualification" },
  titleSince: { kind: "month", section: "qualification" },
  teacherQualificationType: { ...code("teacher-qualification"), section: "qualification" },
  teacherQualificationNumber: { ...text(40), section: "qualification" },
  courseKind: { ...code("course-kind"), section: "teaching" },
  courseSubject: { ...code("course-subject"), section: "teaching" },
  majorCode: { ...text(10), section: "teaching" },
  dualQualified: { kind: "flag", section: "teaching" },
  dualQualifiedLevel: { ...code("dual-qualified-level"), section: "teaching" },
  enterprisePracticeMonthsLast5Years: { kind: "number", max: 60, section: "teaching" },
  trainingHoursThisCycle: { kind: "number", max: 9999, section: "teaching" },
} as const satisfies Record<string, FieldShape & { section: Section }>;

export type RecordField = keyof typeof RECORD_FIELD_SHAPES;
export const RECORD_FIELDS = Object.keys(RECORD_FIELD_SHAPES) as [RecordField, ...RecordField[]];
export const RECORD_SECTIONS = ["person", "contact", "work", "qualification", "teaching"] as const;

export const SEALED_FIELDS = ["idNumber", "mobile", "email"] as const;
export type SealedField = (typeof SEALED_FIELDS)[number];
export type PlainField = Exclude<RecordField, SealedField>;

/** Who last brought a field's content: the national register, the school, or the person. */
export const FIELD_SOURCES = ["register", "school", "teacher"] as const;
export type FieldSource = (typeof FIELD_SOURCES)[number];

/** Fields as typed; absent means untouched, empty means emptied. */
export type FieldTexts = Partial<Record<RecordField, string | undefined>>;

export function shapeOf(field: RecordField): FieldShape & { section: Section } {
  return RECORD_FIELD_SHAPES[field];
}

export function isRecordField(name: string): name is RecordField {
  return Object.hasOwn(RECORD_FIELD_SHAPES, name);
}

export function isSealed(field: RecordField): field is SealedField {
  return RECORD_FIELD_SHAPES[field].kind === "sealed";
}

const month = z
  .string()
  .trim()
  .transform((typed) =>
    typed.replace(/^(\d{4})[./]?(\d{2})$/, "$1-$2").replace(/^(\d{4})[./-](\d)$/, "$1-0$2"),
  )
  .refine(
    (typed) => typed === "" || /^(19|20)\d{2}-(0[1-9]|1[0-2])$/.test(typed),
    "teachers.month-malformed",
  );
const day = z
  .string()
  .trim()
  .refine(
    (typed) => typed === "" || (/^\d{4}-\d{2}-\d{2}$/.test(typed) && isCalendarDay(typed)),
    "teachers.day-malformed",
  );

function isCalendarDay(typed: string): boolean {
  const date = new Date(`${typed}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === typed;
}

/** What a form or a file may carry for one field: always text; an empty text empties the field. */
function inputOf(shape: FieldShape) {
  switch (shape.kind) {
    case "text":
    case "sealed":
      return z.string().trim().max(shape.max, "teachers.text-too-long");
    case "code":
      return z.string().trim().max(40, "teachers.code-unknown");
    case "month":
      return month;
    case "day":
      return day;
    case "flag":
      return z.enum(["", "yes", "no"], "teachers.code-unknown");
    case "number":
      return z
        .string()
        .trim()
        .refine(
          (typed) => /^\d{0,4}$/.test(typed) && Number(typed) <= shape.max,
          "teachers.number-malformed",
        );
  }
}

type FieldInputs = { [Field in RecordField]: z.ZodOptional<z.ZodType<string>> };
const fieldInputs = Object.fromEntries(
  RECORD_FIELDS.map((field) => [field, inputOf(shapeOf(field)).optional()]),
) as unknown as FieldInputs;

const key = z.string().min(8).max(80);
const name = z.string().trim().min(1, "teachers.name-missing").max(60, "teachers.text-too-long");

export const createTeacherSchema = z.strictObject({ ...fieldInputs, name, key });
export type CreateTeacherInput = z.infer<typeof createTeacherSchema>;

const pastTrainingSchema = z.strictObject({
  year: z.number().int().min(2000).max(2100),
  title: z.string().min(1).max(200),
  equivalenceGroup: z.string().max(60).nullable(),
  hours: z.number().int().min(0).max(2000),
});

export const importTeachersSchema = z.strictObject({
  teachers: z
    .array(
      z.strictObject({ ...fieldInputs, name, pastTrainings: z.array(pastTrainingSchema).max(50).optional() }),
    )
    .min(1)
    .max(2000),
  /** Where the rows come from; kept as the source of every field. */
  source: z.enum(["register", "school"]),
  demonstration: z.boolean().optional(),
  key,
});
export type ImportTeachersInput = z.infer<typeof importTeachersSchema>;

export const updateTeacherRecordSchema = z.strictObject({
  ...fieldInputs,
  teacherId: z.uuid(),
  version: z.coerce.number().int().min(1),
  key,
  /** A suggested code taken by its own button; it goes before what stands in the field. */
  majorSuggestion: z.string().trim().max(10).optional(),
  /** What the form showed when it was opened. Travels with it so that a stale save can be compared; never written. */
  base: z.string().max(20_000).optional(),
});
export type UpdateTeacherRecordInput = z.infer<typeof updateTeacherRecordSchema>;

export const confirmOwnContactSchema = z.strictObject({
  mobile: z
    .string()
    .trim()
    .regex(/^1[3-9]\d{9}$/, "teachers.mobile-malformed"),
  version: z.coerce.number().int().min(1),
  key,
});
export type ConfirmOwnContactInput = z.infer<typeof confirmOwnContactSchema>;

export const REVEAL_PURPOSES = ["check-record", "verify-identity", "contact-teacher", "own-record"] as const;
export const revealTeacherFieldSchema = z.strictObject({
  teacherId: z.uuid(),
  field: z.enum(SEALED_FIELDS),
  purpose: z.enum(REVEAL_PURPOSES, "teachers.purpose-missing"),
});
export type RevealTeacherFieldInput = z.infer<typeof revealTeacherFieldSchema>;

export const handOutActivationCodeSchema = z.strictObject({ teacherId: z.uuid() });
export type HandOutActivationCodeInput = z.infer<typeof handOutActivationCodeSchema>;

export const TEACHER_MOVE_STATES = ["released", "accepted", "effective", "declined", "withdrawn"] as const;
export type TeacherMoveState = (typeof TEACHER_MOVE_STATES)[number];

const sentence = z.string().trim().min(2, "teachers.move-reason-missing").max(200, "teachers.text-too-long");
const held = { moveId: z.uuid(), version: z.coerce.number().int().min(1) };

export const submitTeacherMoveSchema = z.strictObject({
  teacherId: z.uuid(),
  schoolId: z.uuid("teachers.move-school-missing"),
  /** The day in China from which it counts. */
  effectiveOn: z.iso.date("teachers.day-malformed"),
  reason: sentence,
  key,
});
export type SubmitTeacherMoveInput = z.infer<typeof submitTeacherMoveSchema>;

export const confirmTeacherMoveSchema = z.strictObject({
  ...held,
  staffNumber: z.string().trim().min(1, "teachers.move-number-missing").max(30, "teachers.text-too-long"),
});
export type ConfirmTeacherMoveInput = z.infer<typeof confirmTeacherMoveSchema>;
export const rejectTeacherMoveSchema = z.strictObject({ ...held, answer: sentence });
export type RejectTeacherMoveInput = z.infer<typeof rejectTeacherMoveSchema>;
export const withdrawTeacherMoveSchema = z.strictObject(held);
export type WithdrawTeacherMoveInput = z.infer<typeof withdrawTeacherMoveSchema>;
export const teacherMoveFilterSchema = z.object({ cursor: z.string().max(400).catch("") });
export type TeacherMoveFilter = z.infer<typeof teacherMoveFilterSchema>;

export const TEACHER_TABS = ["all", "incomplete", "complete"] as const;
export const teacherFilterSchema = z.object({
  tab: z.enum(TEACHER_TABS).catch("all"),
  q: z.string().trim().max(60).catch(""),
  /** field:code, as in `problemKeys`. */
  problem: z.string().max(80).catch(""),
  school: z.uuid().or(z.literal("")).catch(""),
  cursor: z.string().max(400).catch(""),
});
export type TeacherFilter = z.infer<typeof teacherFilterSchema>;

export type FixableBy = "school" | "teacher" | "register";

/** One thing that keeps a record from being complete, who mends it, and values that its sentence names. */
export type RecordProblem = {
  field: RecordField;
  code: string;
  fixableBy: FixableBy;
  params: Record<string, string | number>;
};

export type PlainRecord = { [Field in PlainField]: string | number | boolean | null };

export type PastTrainingFacts = {
  year: number;
  title: string;
  equivalenceGroup: string | null;
  hours: number;
};

/** How many of the fields that this person's record needs stand there without a fault. */
export type RecordProgress = { required: number; met: number };

/** How many records were counted again, and how many counts no longer agreed. */
export type RecheckedRecords = { records: number; corrected: number };

export type TeacherRow = {
  id: string;
  name: string;
  maskedIdNumber: string | null;
  schoolName: string;
  schoolNameEn: string;
  title: string | null;
  majorCode: string | null;
  majorName: string | null;
  courseSubject: string | null;
  problems: RecordProblem[];
  progress: RecordProgress;
};

export type MajorSuggestion = { code: string; name: string; level: string };

export type TeacherRecordView = {
  id: string;
  schoolId: string;
  schoolName: string;
  schoolNameEn: string;
  version: number;
  demonstration: boolean;
  /** As a form carries them: codes, YYYY-MM, yes/no; the three sealed ones masked. Empty where nothing stands. */
  values: Record<RecordField, string>;
  problems: RecordProblem[];
  progress: RecordProgress;
  required: RecordField[];
  sources: Partial<Record<RecordField, { source: string; authorName: string; at: Date }>>;
  majorName: string | null;
  majorSuggestions: MajorSuggestion[];
  pastTrainings: PastTrainingFacts[];
  /** What the viewer may do, as a hint for the page. */
  may: { update: boolean; activate: boolean; reveal: boolean; release: boolean };
};

export type UpdatedTeacherRecord = { teacherId: string; version: number; changed: number; problems: number };

export type RevealedField = { field: SealedField; value: string };
