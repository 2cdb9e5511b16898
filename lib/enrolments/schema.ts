import { z } from "zod";

export const ENROLMENT_STATES = [
  "submitted",
  "confirmed",
  "returned",
  "approved",
  "placed",
  "completed",
  "rejected",
  "withdrawn",
  "replaced",
] as const;
export type EnrolmentState = (typeof ENROLMENT_STATES)[number];
/** How a seat is reached: by typing a card's code, by the school's binding, or by taking a free card of the own school. */
export const ROUTES = ["code", "binding", "free"] as const;
export type Route = (typeof ROUTES)[number];
/** The order in which conditions are judged and shown. */
export const ELIGIBILITY_CODES = [
  "record",
  "school-level",
  "post",
  "course-kind",
  "major",
  "subject",
  "title",
  "commitment",
  "past-training",
  "exclusivity",
  "dates",
  "card",
  "window",
] as const;
export type EligibilityCode = (typeof ELIGIBILITY_CODES)[number];
/** Lines that a rule may leave to a person. */
export const JUDGED_CODES = ["title", "past-training"] as const;
export type JudgedCode = (typeof JUDGED_CODES)[number];
export const VERDICTS = ["accepted", "refused"] as const;
export type Verdict = (typeof VERDICTS)[number];
export type FixableBy = "teacher" | "school" | "province" | "register";

/** What the words of a line may name; lists hold codes whose labels stand at `enrolments.eligibility.values.<code of the line>`. */
export type Evidence = Record<string, string | number | boolean | null | string[]>;

/** One condition: met, not met, or (null) for a person to judge; who can mend it, and where. */
export type EligibilityLine = {
  code: EligibilityCode;
  ok: boolean | null;
  evidence: Evidence;
  fixableBy: FixableBy | null;
  href: string | null;
};

/** Coded reasons of a return, a refusal or a withdrawal; the officer may edit the sentence that each proposes. */
export const RETURN_REASONS = [
  "record-incomplete",
  "record-contradictory",
  "major-unclear",
  "training-evidence",
  "commitment-unclear",
  "ethics-unclear",
  "other",
] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];
export const REJECT_REASONS = ["criteria-not-met", "trained-before", "ethics", "not-staff", "other"] as const;

const id = z.uuid();
const key = z.string().min(8).max(80);
const version = z.coerce.number().int().min(1);
const preferences = z.array(id).max(20).default([]);
const commitment = z
  .string()
  .trim()
  .max(2000)
  .transform((text) => text || null)
  .nullable()
  .default(null);
const reasonText = z.string().trim().min(2, "enrolments.reason-missing").max(500);
const optionalId = z
  .union([id, z.literal("")])
  .transform((text) => text || null)
  .nullable()
  .default(null);
const verdict = z.enum(VERDICTS).optional();
/** Radio groups of the review form; a field stays absent until a person chooses. */
const verdicts = { "judgement-title": verdict, "judgement-past-training": verdict };

/** As typed; the one true form of a code is found on the server. */
const cardCode = z.string().trim().max(60);
const optionalCardCode = cardCode
  .transform((text) => text || null)
  .nullable()
  .default(null);

export const cardCodeSchema = z.strictObject({
  cardCode: cardCode.pipe(z.string().min(1, "enrolments.card-code-missing")),
});
export type CardCodeInput = z.infer<typeof cardCodeSchema>;
/** Preview: with a card code the card decides; without, the bound card or else a free card of the own school is assumed. */
export const previewEligibilitySchema = z.strictObject({
  subProjectId: id,
  cardCode: optionalCardCode,
  preferences,
  commitment,
});
export type PreviewEligibilityInput = z.input<typeof previewEligibilitySchema>;
export const registerEnrolmentSchema = z.strictObject({
  key,
  subProjectId: id,
  route: z.enum(ROUTES),
  /** Needed for the route `code` only. */
  cardCode: optionalCardCode,
  preferences,
  commitment,
});
export type RegisterEnrolmentInput = z.output<typeof registerEnrolmentSchema>;
export const resubmitEnrolmentSchema = z.strictObject({ enrolmentId: id, version, preferences, commitment });
export type ResubmitEnrolmentInput = z.output<typeof resubmitEnrolmentSchema>;
export const withdrawEnrolmentSchema = z.strictObject({
  enrolmentId: id,
  version,
  reasonText: z.string().trim().max(500).default(""),
});
export type WithdrawEnrolmentInput = z.output<typeof withdrawEnrolmentSchema>;
export const confirmEnrolmentSchema = z.strictObject({
  enrolmentId: id,
  version,
  ethicsStatement: z.string().trim().min(4, "enrolments.ethics-statement-missing").max(1000),
  /** Who states it, as the person signs. */
  ethicsName: z.string().trim().min(2, "enrolments.ethics-name-missing").max(40),
});
export type ConfirmEnrolmentInput = z.output<typeof confirmEnrolmentSchema>;
export const returnToTeacherSchema = z.strictObject({
  enrolmentId: id,
  version,
  reasonCode: z.enum(RETURN_REASONS),
  reasonText,
});
export type ReturnToTeacherInput = z.output<typeof returnToTeacherSchema>;
export const approveEnrolmentSchema = z.strictObject({ enrolmentId: id, version, ...verdicts });
export type ApproveEnrolmentInput = z.output<typeof approveEnrolmentSchema>;
export const returnEnrolmentSchema = z.strictObject({
  enrolmentId: id,
  version,
  to: z.enum(["school", "teacher"]),
  reasonCode: z.enum(RETURN_REASONS),
  reasonText,
});
export type ReturnEnrolmentInput = z.output<typeof returnEnrolmentSchema>;
export const rejectEnrolmentSchema = z.strictObject({
  enrolmentId: id,
  version,
  reasonCode: z.enum(REJECT_REASONS),
  reasonText,
  ...verdicts,
});
export type RejectEnrolmentInput = z.output<typeof rejectEnrolmentSchema>;
export const reviewInBulkSchema = z.strictObject({
  key,
  ids: z.array(id).min(1, "enrolments.nothing-selected").max(500, "enrolments.too-many-selected"),
  decision: z.enum(["approve", "return"]),
  to: z.enum(["school", "teacher"]).default("school"),
  reasonCode: z.enum(RETURN_REASONS).default("other"),
  reasonText: z.string().trim().max(500).default(""),
});
export type ReviewInBulkInput = z.output<typeof reviewInBulkSchema>;
/** One enrolment, or all those of one bulk operation. */
export const undoReviewSchema = z.strictObject({ enrolmentId: optionalId, operationId: optionalId });
export type UndoReviewInput = z.output<typeof undoReviewSchema>;
export const reopenEnrolmentSchema = z.strictObject({ enrolmentId: id, version, reasonText });
export type ReopenEnrolmentInput = z.output<typeof reopenEnrolmentSchema>;
export const replaceEnrolmentSchema = z.strictObject({
  key,
  enrolmentId: id,
  version,
  teacherId: id,
  preferences,
  commitment,
  reasonText: z.string().trim().max(500).default(""),
});
export type ReplaceEnrolmentInput = z.output<typeof replaceEnrolmentSchema>;
export const proposePlacementSchema = z.strictObject({ subProjectId: id });
export type ProposePlacementInput = z.output<typeof proposePlacementSchema>;
export const acceptPlacementSchema = z.strictObject({ proposalId: id });
export type AcceptPlacementInput = z.output<typeof acceptPlacementSchema>;
export const acknowledgeOpeningNoticeSchema = z.strictObject({ enrolmentId: id });
export type AcknowledgeOpeningNoticeInput = z.output<typeof acknowledgeOpeningNoticeSchema>;
/** The tabs of the school's list and of the province's queue; `all` stands last. */
export const SCHOOL_TABS = ["to-confirm", "returned", "with-province", "approved", "ended", "all"] as const;
export const PROVINCE_TABS = [
  "to-review",
  "approved",
  "returned",
  "rejected",
  "replacements",
  "all",
] as const;
export type EnrolmentTab = (typeof SCHOOL_TABS)[number] | (typeof PROVINCE_TABS)[number];

/** Search parameters of a list, as they stand in its address; anything malformed falls away. */
export const enrolmentFilterSchema = z.object({
  tab: z
    .enum([...SCHOOL_TABS, ...PROVINCE_TABS])
    .optional()
    .catch(undefined),
  subProjectId: id.optional().catch(undefined),
  schoolId: id.optional().catch(undefined),
  check: z.enum(["met", "judgement"]).optional().catch(undefined),
  search: z.string().trim().max(60).optional().catch(undefined),
  cursor: z.string().max(400).optional().catch(undefined),
});
export type EnrolmentFilter = z.infer<typeof enrolmentFilterSchema>;
/** Faces of the design system's StateFace. */
export type EnrolmentFace = "wait" | "todo" | "returned" | "ok" | "locked" | "bad" | "void";
/** A state as one viewer sees it: the face, and the key of its word below `enrolments.states`. */
export type ShownState = { state: EnrolmentState; face: EnrolmentFace; label: string };
export type Registered = {
  enrolmentId: string;
  cardCode: string;
  /** ISO instant of business time. */
  submittedAt: string;
  /** True when the same request was answered before. */
  replay: boolean;
};
export type Preview = {
  subProject: SubProjectShort;
  route: Route;
  cardCode: string | null;
  lines: EligibilityLine[];
  /** No line is unmet but what the teacher settles on the way (commitment, ranking). */
  submittable: boolean;
  needsJudgement: boolean;
  commitmentRequired: boolean;
  /** In the order of the institution's code; more than one is ranked by the teacher. */
  classes: ClassShort[];
};
export type SubProjectShort = { id: string; code: string; name: string; nameEn: string };
export type ClassShort = {
  id: string;
  code: string;
  institution: string;
  institutionEn: string;
  startsOn: string;
  endsOn: string;
  days: number;
  mode: string;
  place: string;
};
/** One live card bound to me, one sub-project in which my school has free cards, or one without a free card left. */
export type RegistrationChoice = {
  subProject: SubProjectShort;
  boundCardCode: string | null;
  freeSeats: number;
};
export type MyRegistration = {
  id: string;
  subProject: SubProjectShort;
  shown: ShownState;
  cardCode: string;
  submittedAt: Date;
  reasonText: string | null;
  classCode: string | null;
  version: number;
};
export type EnrolmentRow = {
  id: string;
  shown: ShownState;
  teacherName: string;
  /** Code of the professional title. */
  title: string | null;
  school: string;
  schoolEn: string;
  subProject: SubProjectShort;
  linesMet: number;
  linesToJudge: number;
  linesUnmet: number;
  /** The record was edited after submission. */
  changed: boolean;
  submittedAt: Date;
  confirmedAt: Date | null;
  replacesId: string | null;
};
export type EnrolmentList = {
  tab: EnrolmentTab;
  tabs: { tab: EnrolmentTab; count: number }[];
  rows: EnrolmentRow[];
  next: string | null;
  total: number;
  /** What the filters can be set to, within the actor's scope. */
  subProjects: SubProjectShort[];
  schools: { id: string; name: string; nameEn: string }[];
};
export type HistoryItem = {
  id: string;
  kind: string;
  reasonCode: string | null;
  reasonText: string | null;
  actorName: string;
  actorRole: string;
  organisationName: string;
  organisationNameEn: string;
  at: Date;
};
/** One field of the record that differs from the snapshot; values of sealed fields are left out. */
export type ChangedField = { field: string; before: string | null; now: string | null; sealed: boolean };
export type EnrolmentDetail = {
  id: string;
  version: number;
  year: number;
  shown: ShownState;
  route: Route;
  subProject: SubProjectShort;
  teacher: {
    id: string;
    name: string;
    title: string | null;
    birthYear: number | null;
    staffNumber: string | null;
  };
  school: { id: string; name: string; nameEn: string };
  cardCode: string;
  commitment: string | null;
  preferences: ClassShort[];
  /** Judged on what the record says now. */
  lines: EligibilityLine[];
  judgements: Partial<Record<JudgedCode, Verdict>>;
  changed: ChangedField[];
  returnedTo: "school" | "teacher" | null;
  reasonCode: string | null;
  reasonText: string | null;
  ethicsConfirmedBy: string | null;
  ethicsStatement: string | null;
  submittedAt: Date;
  confirmedAt: Date | null;
  decidedAt: Date | null;
  acknowledgedAt: Date | null;
  class: ClassShort | null;
  noticeIssued: boolean;
  replaces: { id: string; teacherName: string } | null;
  replacedBy: { id: string; teacherName: string } | null;
  history: HistoryItem[];
  /** The acts open to this viewer now, by role, state and window; hints for buttons, decided again by the commands. */
  acts: EnrolmentAct[];
  /** Until when the last decision may be taken back. */
  undoableUntil: Date | null;
};
export type EnrolmentAct =
  | "resubmit"
  | "withdraw"
  | "confirm"
  | "return-to-teacher"
  | "approve"
  | "return"
  | "reject"
  | "undo"
  | "reopen"
  | "replace"
  | "acknowledge";

export type BulkReviewRow = {
  enrolmentId: string;
  teacherName: string;
  ok: boolean;
  /** Problem code of a refusal. */
  problem: string | null;
};
export type BulkReview = {
  operationId: string;
  decision: "approve" | "return";
  done: number;
  refused: number;
  rows: BulkReviewRow[];
  /** ISO instants of business time. */
  at: string;
  undoableUntil: string;
};
export type UndoneReview = { done: number; refused: number; rows: BulkReviewRow[] };
export type Moved = { enrolmentId: string; state: EnrolmentState; version: number };
export type RosterRow = {
  enrolmentId: string;
  teacherName: string;
  title: string | null;
  school: string;
  schoolEn: string;
  province: string;
  provinceEn: string;
  placedAt: Date | null;
  acknowledgedAt: Date | null;
};
export type PlacementRow = {
  enrolmentId: string;
  teacherName: string;
  school: string;
  schoolEn: string;
  classId: string | null;
  /** 1 for the first wish, null where none was wished or no wished class had room. */
  wishRank: number | null;
};
