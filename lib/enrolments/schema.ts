import { z } from "zod";
import { cancelReasonShape, intoClassSchema } from "@/lib/classes/schema";
import { uploadSchema } from "@/lib/files/schema";
import { EVIDENCE_KINDS } from "@/lib/programmes/schema";

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
/** In open mode there is no card: the place is at the class itself. */
export type Route = (typeof ROUTES)[number] | "open";
/** A stand in the line for a full open class. */
export const WAITING_STATES = ["waiting", "offered", "accepted", "lapsed", "left", "expired"] as const;
export type WaitingState = (typeof WAITING_STATES)[number];
export type WaitingEnd =
  | "window-shut"
  | "class-started"
  | "class-cancelled"
  | "enrolled-elsewhere"
  | "moved-school";
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
/** Open mode: the class is chosen, so there is nothing to rank. */
export const registerOpenSchema = z.strictObject({ key, classId: id, commitment });
export type RegisterOpenInput = z.output<typeof registerOpenSchema>;
export const acceptOfferSchema = z.strictObject({ key, entryId: id, commitment });
export type AcceptOfferInput = z.output<typeof acceptOfferSchema>;
export const leaveWaitingSchema = z.strictObject({ entryId: id });
export type LeaveWaitingInput = z.output<typeof leaveWaitingSchema>;
export const RECHECK_DECISIONS = ["accept", "return", "reject"] as const;
export const recheckEnrolmentSchema = z
  .strictObject({
    enrolmentId: id,
    version,
    decision: z.enum(RECHECK_DECISIONS, "enrolments.recheck-choice-missing"),
    /** Needed to return or to refuse. */
    reasonCode: z.enum(RETURN_REASONS).default("other"),
    reasonText: z.string().trim().max(500).default(""),
    seenVersion: z.coerce.number().int().optional(),
    ...verdicts,
  })
  .refine((given) => given.decision === "accept" || given.reasonText.length >= 2, {
    error: "enrolments.reason-missing",
    path: ["reasonText"],
  });
export type RecheckEnrolmentInput = z.output<typeof recheckEnrolmentSchema>;
export const acceptRechecksSchema = z.strictObject({
  key,
  ids: z.array(id).min(1, "enrolments.nothing-selected").max(50, "enrolments.too-many-selected"),
});
export type AcceptRechecksInput = z.output<typeof acceptRechecksSchema>;
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
export const approveEnrolmentSchema = z.strictObject({
  enrolmentId: id,
  version,
  /** Version of the record whose changes the officer says to have seen; an unticked box is absent. */
  seenVersion: z.coerce.number().int().optional(),
  ...verdicts,
});
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
export const movePlacementSchema = z.strictObject({
  proposalId: id,
  enrolmentId: id,
  /** Empty: nobody's seat is taken, the person stays without a class for now. */
  classId: z.union([id, z.literal("")]),
});
export type MovePlacementInput = z.output<typeof movePlacementSchema>;
export const acceptPlacementSchema = z.strictObject({ proposalId: id });
export type AcceptPlacementInput = z.output<typeof acceptPlacementSchema>;
/** What becomes of the people of a cancelled class: back to be placed, into other classes with room, or all into one. */
export const PEOPLE_OF_CANCELLED = ["back", "elsewhere", "merge"] as const;
export type PeopleOfCancelled = (typeof PEOPLE_OF_CANCELLED)[number];
const cancellationShape = {
  classId: id,
  people: z.enum(PEOPLE_OF_CANCELLED, "enrolments.people-choice-missing"),
  intoClassId: intoClassSchema,
};
export const previewCancellationSchema = z.strictObject(cancellationShape);
export type PreviewCancellationInput = z.output<typeof previewCancellationSchema>;
export const cancelClassSchema = z.strictObject({
  ...cancellationShape,
  ...cancelReasonShape,
  /** The digest of the plan that was looked at. */
  plan: z.string().min(10).max(100),
});
export type CancelClassInput = z.output<typeof cancelClassSchema>;
export const issueAmendmentSchema = z.strictObject({
  classId: id,
  documentNumber: z.string().trim().min(1, "notices.number-missing").max(60),
  /** What is different besides the roster. */
  text: z.string().trim().max(2_000).default(""),
});
export type IssueAmendmentInput = z.output<typeof issueAmendmentSchema>;
export const acknowledgeOpeningNoticeSchema = z.strictObject({ enrolmentId: id });
export type AcknowledgeOpeningNoticeInput = z.output<typeof acknowledgeOpeningNoticeSchema>;
/** Files of one teacher in one sub-project. */
export const MOST_EVIDENCE = 5;
export const attachEvidenceSchema = z.strictObject({
  key,
  teacherId: id,
  subProjectId: id,
  kind: z.enum(EVIDENCE_KINDS),
  file: uploadSchema,
});
export type AttachEvidenceInput = z.output<typeof attachEvidenceSchema>;
export const removeEvidenceSchema = z.strictObject({ evidenceId: id });
export type RemoveEvidenceInput = z.output<typeof removeEvidenceSchema>;
export const nominateTeacherSchema = z.strictObject({
  key,
  subProjectId: id,
  teacherId: id,
  note: z.string().trim().max(300).default(""),
});
export type NominateTeacherInput = z.output<typeof nominateTeacherSchema>;
export const prepareEntrySchema = nominateTeacherSchema.extend({
  preferences: z.array(id).max(3).default([]),
  commitment: z.string().trim().max(500).default(""),
});
export type PrepareEntryInput = z.output<typeof prepareEntrySchema>;
export const withdrawNominationSchema = z.strictObject({ nominationId: id });
export type WithdrawNominationInput = z.output<typeof withdrawNominationSchema>;
export const declineNominationSchema = z.strictObject({ nominationId: id, reasonText });
export type DeclineNominationInput = z.output<typeof declineNominationSchema>;
export const MOST_INTENTS = 3;
/** In the order of liking; none takes all wishes back. */
export const saveIntentsSchema = z.strictObject({
  year: z.coerce.number().int().min(2000).max(2100),
  subProjectIds: z.array(id).max(MOST_INTENTS),
});
export type SaveIntentsInput = z.output<typeof saveIntentsSchema>;
export const LODGINGS = ["none", "shared", "single"] as const;
export type Lodging = (typeof LODGINGS)[number];
export const DIETS = ["any", "halal", "vegetarian", "other"] as const;
export type Diet = (typeof DIETS)[number];
export const saveArrivalSchema = z.strictObject({
  enrolmentId: id,
  /** 0 before anything was said. */
  version: z.coerce.number().int().min(0),
  arrivesOn: z.iso.date("enrolments.arrival-day-missing"),
  arrivesTime: z
    .union([z.literal(""), z.iso.time({ precision: -1 })])
    .default("")
    .transform((time) => time || null),
  lodging: z.enum(LODGINGS, "enrolments.arrival-choice-missing"),
  diet: z.enum(DIETS, "enrolments.arrival-choice-missing"),
  needs: z
    .string()
    .trim()
    .max(200)
    .default("")
    .transform((text) => text || null),
  contactName: z.string().trim().min(2, "enrolments.contact-name-missing").max(40),
  contactMobile: z
    .string()
    .transform((text) => text.replace(/[\s-]/g, ""))
    .pipe(z.string().regex(/^1[3-9]\d{9}$/, "enrolments.contact-mobile-malformed")),
});
export type SaveArrivalInput = z.output<typeof saveArrivalSchema>;
export const revealContactSchema = z.strictObject({ enrolmentId: id });
export type RevealContactInput = z.output<typeof revealContactSchema>;
export const makeObjectionSchema = z.strictObject({
  enrolmentId: id,
  version,
  text: z.string().trim().min(10, "enrolments.objection-text-missing").max(1000),
});
export type MakeObjectionInput = z.output<typeof makeObjectionSchema>;
/** Of the decision that was objected to. */
export const OBJECTION_ANSWERS = ["upheld", "overturned"] as const;
export type ObjectionAnswer = (typeof OBJECTION_ANSWERS)[number];
export const answerObjectionSchema = z.strictObject({
  enrolmentId: id,
  version,
  answer: z.enum(OBJECTION_ANSWERS, "enrolments.objection-choice-missing"),
  reasonText,
});
export type AnswerObjectionInput = z.output<typeof answerObjectionSchema>;
/** The tabs of the school's list and of the province's queue; `all` stands last. */
export const SCHOOL_TABS = ["to-confirm", "returned", "in-review", "approved", "ended", "all"] as const;
export const PROVINCE_TABS = [
  "to-review",
  "approved",
  "returned",
  "rejected",
  "replacements",
  "all",
] as const;
export type EnrolmentTab = (typeof SCHOOL_TABS)[number] | (typeof PROVINCE_TABS)[number];

export const freedPlaceFilterSchema = z.object({
  year: z.coerce.number().int(),
  cursor: z.string().max(400).optional().catch(undefined),
});
export type FreedPlaceFilter = z.infer<typeof freedPlaceFilterSchema>;
export const ROSTER_FORMATS = ["xlsx", "pdf"] as const;
export const exportRosterSchema = z.strictObject({ classId: z.uuid(), format: z.enum(ROSTER_FORMATS) });
export type ExportRosterInput = z.infer<typeof exportRosterSchema>;

export const remindOfNoticeSchema = z.strictObject({ classId: z.uuid() });
export type RemindOfNoticeInput = z.infer<typeof remindOfNoticeSchema>;
