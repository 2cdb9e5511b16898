import { z } from "zod";

export const CLASS_MODES = ["on-site", "online-synchronous", "online-asynchronous", "blended"] as const;
export type ClassMode = (typeof CLASS_MODES)[number];

export const CLASS_STATES = ["planned", "formed", "notice-issued", "cancelled"] as const;
export type ClassState = (typeof CLASS_STATES)[number];

/** What a reader sees: the stored state, the calendar and who must act, in one word and one face. */
export const CLASS_LABELS = [
  "planned",
  "formed",
  "notice-due",
  "notice-awaited",
  "notice-issued",
  "running",
  "ended",
  "cancelled",
] as const;
export type ClassLabel = (typeof CLASS_LABELS)[number];
export type ClassFace = { face: "idle-ring" | "todo" | "wait" | "ok" | "void"; label: ClassLabel };

const classFields = {
  mode: z.enum(CLASS_MODES, "classes.mode-missing"),
  startsOn: z.iso.date("classes.date-missing"),
  endsOn: z.iso.date("classes.date-missing"),
  days: z.coerce
    .number("classes.number-missing")
    .int("classes.number-missing")
    .min(1, "classes.number-missing")
    .max(200, "classes.number-missing"),
  hours: z.coerce
    .number("classes.number-missing")
    .int("classes.number-missing")
    .min(1, "classes.number-missing")
    .max(2_000, "classes.number-missing"),
  place: z.string().trim().min(1, "classes.place-missing").max(120),
  capacity: z.coerce
    .number("classes.number-missing")
    .int("classes.number-missing")
    .min(1, "classes.number-missing")
    .max(9_999, "classes.number-missing"),
};

export const formClassSchema = z.strictObject({
  key: z.string().min(8).max(80),
  designationId: z.uuid("classes.designation-missing"),
  ...classFields,
});
export type FormClassInput = z.infer<typeof formClassSchema>;

export const updateClassSchema = z.strictObject({
  id: z.uuid(),
  version: z.coerce.number().int().positive(),
  ...classFields,
});
export type UpdateClassInput = z.infer<typeof updateClassSchema>;

export type FormedClass = { id: string; code: string; late: boolean };

const noticeText = z.string().trim().max(2_000).default("");

/** China time without a zone, as a browser's date and time field sends it. */
const localDateTime = z
  .string()
  .regex(/^$|^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "classes.report-in-malformed")
  .default("");

/** The fields of an opening notice in the order of the paper; an empty text is a field not filled in yet. */
const openingNoticeFieldsSchema = z.strictObject({
  reportInAt: localDateTime,
  reportInPlace: noticeText,
  trainingPlace: noticeText,
  travel: noticeText,
  materials: noticeText,
  fees: noticeText,
  requirements: noticeText,
  contactName: z.string().trim().max(60).default(""),
  contactPhone: z.string().trim().max(40).default(""),
});
export type OpeningNoticeFields = z.infer<typeof openingNoticeFieldsSchema>;
export const OPENING_NOTICE_FIELDS = [
  "reportInAt",
  "reportInPlace",
  "trainingPlace",
  "travel",
  "materials",
  "fees",
  "requirements",
  "contactName",
  "contactPhone",
] as const satisfies (keyof OpeningNoticeFields)[];
/** Without these nobody could come; the others may stay empty. */
export const REQUIRED_NOTICE_FIELDS = [
  "reportInAt",
  "reportInPlace",
  "trainingPlace",
  "fees",
  "contactName",
  "contactPhone",
] as const satisfies (keyof OpeningNoticeFields)[];

export const prepareOpeningNoticeSchema = z.strictObject({
  classId: z.uuid(),
  /** 0 for the first save. */
  version: z.coerce.number().int().min(0),
  ...openingNoticeFieldsSchema.shape,
});
export type PrepareOpeningNoticeInput = z.infer<typeof prepareOpeningNoticeSchema>;

export const issueOpeningNoticeSchema = z.strictObject({
  classId: z.uuid(),
  version: z.coerce.number().int().positive(),
  documentNumber: z.string().trim().min(1, "notices.number-missing").max(60),
});
export type IssueOpeningNoticeInput = z.infer<typeof issueOpeningNoticeSchema>;

/** Why a class does not run, as a code; a sentence always stands beside it. */
export const CANCEL_REASONS = ["too-few", "teachers", "venue", "emergency", "plan", "other"] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

export const cancelReasonShape = {
  reasonCode: z.enum(CANCEL_REASONS, "classes.cancel-reason-missing"),
  reasonText: z.string().trim().min(1, "classes.cancel-sentence-missing").max(500),
};

/** Another class of the same institution; left empty where the class is cancelled without being merged. */
export const intoClassSchema = z.preprocess(
  (value) => (value === "" ? undefined : value),
  z.uuid().optional(),
);

export const requestCancellationSchema = z.strictObject({
  classId: z.uuid(),
  intoClassId: intoClassSchema,
  ...cancelReasonShape,
});
export type RequestCancellationInput = z.output<typeof requestCancellationSchema>;

export const refuseCancellationSchema = z.strictObject({
  cancellationId: z.uuid(),
  reasonText: z.string().trim().min(1, "classes.cancel-sentence-missing").max(500),
});
export type RefuseCancellationInput = z.output<typeof refuseCancellationSchema>;

export const classFilterSchema = z.object({
  subProjectId: z.uuid().optional().catch(undefined),
  state: z.enum(CLASS_STATES).optional().catch(undefined),
  search: z.string().trim().max(80).optional().catch(undefined),
  cursor: z.string().max(400).optional().catch(undefined),
});
export type ClassFilter = z.infer<typeof classFilterSchema>;

export type ClassRow = {
  id: string;
  year: number;
  code: string;
  number: number;
  subProjectId: string;
  subProjectCode: string;
  subProjectName: string;
  subProjectNameEn: string;
  institutionId: string;
  institutionName: string;
  institutionNameEn: string;
  mode: ClassMode;
  startsOn: Date;
  endsOn: Date;
  days: number;
  hours: number;
  place: string;
  capacity: number;
  state: ClassState;
  face: ClassFace;
  formedAt: Date | null;
  /** Formed after the window of class formation. */
  formedLate: boolean;
};

export type ClassDetail = ClassRow & {
  designationId: string;
  version: number;
  /** When the opening notice is due; null where the year has no such window. */
  noticeDueAt: Date | null;
  /** Teachers chose this class themselves: its institution looks at them again, and nobody is placed. */
  open: boolean;
  /** When people come into it, by the national office's placement or that second look; null where the year has no such window. */
  placement: { opensAt: Date; closesAt: Date } | null;
  /** Business time of this reading. */
  now: Date;
};

export type OpeningNoticeDetail = {
  classId: string;
  documentNumber: string | null;
  fields: OpeningNoticeFields;
  state: "draft" | "issued";
  issuedAt: Date | null;
  issuedByName: string | null;
  version: number;
};

/** One designation of an institution and what is left of it for further classes. */
export type FormableDesignation = {
  designationId: string;
  subProjectId: string;
  code: string;
  name: string;
  nameEn: string;
  seats: number;
  planned: number;
  classCount: number;
};
