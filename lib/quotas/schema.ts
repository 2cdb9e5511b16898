import { z } from "zod";

export const MAX_SEATS_IN_A_CELL = 9999;

export const CARD_STATES = ["issued", "bound", "used", "recalled", "lapsed"] as const;
export type CardState = (typeof CARD_STATES)[number];

export const ENTRY_KINDS = [
  "plan",
  "hand-down",
  "top-up",
  "hand-back",
  "move-out",
  "move-in",
  "card",
  "recall",
  "lapse",
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export const DRAFT_STATES = ["saved", "imported", "restored"] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

const key = z.string().min(8).max(80);
const year = z.coerce.number().int().min(2000).max(2999);
const seats = z.coerce
  .number("quotas.seats-missing")
  .int("quotas.seats-missing")
  .min(1, "quotas.seats-missing")
  .max(99_999);
const reason = z.string().trim().min(2, "quotas.reason-missing").max(200);

/** Texts as typed, by region code, then sub-project code; an absent cell is blank. */
export type Cells = Record<string, Record<string, string>>;
const cells = z.record(z.string().regex(/^\d{2}$/), z.record(z.string().min(1).max(12), z.string().max(60)));

export const saveQuotaDraftSchema = z.strictObject({
  year,
  cells,
  /** The draft on which this one was made; 0 for the first. */
  basedOn: z.coerce.number().int().min(0),
});
export type SaveQuotaDraftInput = z.infer<typeof saveQuotaDraftSchema>;
export type SavedQuotaDraft = { number: number; savedAt: Date };

export const saveQuotaNumberSchema = z.strictObject({
  year,
  region: z.string().regex(/^\d{2}$/),
  subProject: z.string().min(1).max(12),
  /** What the page showed in the cell, and what shall stand there; blank for none. */
  shown: z.string().max(60),
  text: z.string().max(60),
});
export type SaveQuotaNumberInput = z.infer<typeof saveQuotaNumberSchema>;
export type SavedQuotaNumber = SavedQuotaDraft & Pick<SaveQuotaNumberInput, "region" | "subProject">;

const UNDO_STEPS = 100;
/** Region code, sub-project code, text before, text after. */
export type KeptChange = [region: string, subProject: string, before: string, after: string];
const text = z.string().max(60);
const steps = z
  .array(z.array(z.tuple([z.string().max(2), z.string().max(12), text, text])).max(4096))
  .max(UNDO_STEPS);

export const keepQuotaWorkSchema = z.strictObject({
  year,
  /** The draft on which the work stands, null where there is none yet. */
  draft: z.number().int().min(1).nullable(),
  cells,
  undo: steps,
  redo: steps,
  windowId: z.uuid(),
  revision: z.number().int().min(0),
});
export type KeepQuotaWorkInput = z.infer<typeof keepQuotaWorkSchema>;
export type KeptQuotaWork = { revision: number };

export const restoreQuotaDraftSchema = z.strictObject({
  year,
  number: z.coerce.number().int().min(1),
  /** The latest draft that the page showed. */
  basedOn: z.coerce.number().int().min(1),
});
export type RestoreQuotaDraftInput = z.infer<typeof restoreQuotaDraftSchema>;

export const importQuotaTableSchema = z.strictObject({ year, file: z.instanceof(File) });
export type ImportQuotaTableInput = z.infer<typeof importQuotaTableSchema>;

export const issueQuotaTableSchema = z.strictObject({
  year,
  /** The number of the draft that was checked. */
  draft: z.coerce.number().int().min(1),
  /** Codes of the sub-projects to issue now; the others stay a draft. */
  subProjects: z.array(z.string().min(1).max(12)).min(1, "quotas.nothing-chosen").max(500),
  /** Said yes to issuing less than planned, the rest staying with the ministry. */
  reserveConfirmed: z.coerce.boolean().default(false),
  key,
});
export type IssueQuotaTableInput = z.infer<typeof issueQuotaTableSchema>;
export type IssuedQuotaTable = { subProjects: number; provinces: number; seats: number; reserve: number };

export const topUpProvinceSchema = z.strictObject({
  subProjectId: z.uuid(),
  provinceId: z.uuid("quotas.province-missing"),
  seats,
  reason,
  key,
});
export type TopUpProvinceInput = z.infer<typeof topUpProvinceSchema>;

export const handDownSeatsSchema = z.strictObject({
  subProjectId: z.uuid(),
  rows: z
    .array(z.strictObject({ schoolId: z.uuid(), seats }))
    .min(1, "quotas.nothing-chosen")
    .max(1000),
  key,
});
export type HandDownSeatsInput = z.infer<typeof handDownSeatsSchema>;
export type HandedDownSeats = { seats: number; schools: number };

export const issueCardsSchema = z.strictObject({
  subProjectId: z.uuid(),
  rows: z
    .array(z.strictObject({ schoolId: z.uuid(), cards: seats }))
    .min(1, "quotas.nothing-chosen")
    .max(1000),
  key,
});
export type IssueCardsInput = z.infer<typeof issueCardsSchema>;
export type IssuedCard = { id: string; code: string; schoolId: string };
export type IssuedCards = { cards: IssuedCard[] };

export const allocateAndIssueSchema = z.strictObject({
  subProjectId: z.uuid(),
  /** `shown` is what the form showed as the school's seats, `target` what it should have; cards follow for all of them. */
  rows: z
    .array(
      z.strictObject({
        schoolId: z.uuid(),
        shown: z.coerce.number().int().min(0),
        target: z.coerce
          .number("quotas.seats-missing")
          .int("quotas.seats-missing")
          .min(0, "quotas.seats-missing")
          .max(99_999),
      }),
    )
    .min(1, "quotas.nothing-chosen")
    .max(1000),
  /** False keeps the seats on the schools' accounts without cards. */
  cards: z.boolean().default(true),
  key,
});
export type AllocateAndIssueInput = z.infer<typeof allocateAndIssueSchema>;
export type AllocatedAndIssued = { seats: number; cards: number; schools: number };

/** `shown` is what the table said as the school's seats, `target` what it shall have. */
const allocationTarget = z.strictObject({
  subProjectId: z.uuid(),
  schoolId: z.uuid(),
  shown: z.number().int().min(0),
  target: z.number().int().min(0).max(99_999),
});
export type AllocationTarget = z.infer<typeof allocationTarget>;
export const MOST_TARGETS = 5_000;
export const readAllocationTableSchema = z.strictObject({ year, file: z.instanceof(File) });
export type ReadAllocationTableInput = z.infer<typeof readAllocationTableSchema>;
export const allocateTableSchema = z.strictObject({
  year,
  targets: z.array(allocationTarget).min(1, "quotas.nothing-chosen").max(MOST_TARGETS),
  /** Every seat without a card gets one at once. */
  cards: z.boolean(),
  key,
});
export type AllocateTableInput = z.infer<typeof allocateTableSchema>;

export const reserveSeatsSchema = z.strictObject({
  subProjectId: z.uuid(),
  /** What shall be kept in all; 0 releases. */
  seats: z.coerce
    .number("quotas.seats-missing")
    .int("quotas.seats-missing")
    .min(0, "quotas.seats-missing")
    .max(99_999),
  reason: z.string().trim().max(200),
});
export type ReserveSeatsInput = z.infer<typeof reserveSeatsSchema>;
export type ReservedSeats = { seats: number };

export const updateSeatRouteSchema = z.strictObject({
  year,
  throughCities: z.enum(["yes", "no"]).transform((word) => word === "yes"),
});
export type UpdateSeatRouteInput = z.infer<typeof updateSeatRouteSchema>;
export type UpdatedSeatRoute = { throughCities: boolean };

export const handBackSeatsSchema = z.strictObject({ subProjectId: z.uuid(), seats, reason, key });
export type HandBackSeatsInput = z.infer<typeof handBackSeatsSchema>;
export type HandedBackSeats = { seats: number };

const version = z.coerce.number().int().min(1);
export const bindCardSchema = z.strictObject({
  cardId: z.uuid(),
  teacherId: z.uuid("quotas.teacher-missing"),
  version,
});
export type BindCardInput = z.infer<typeof bindCardSchema>;
export const unbindCardSchema = z.strictObject({ cardId: z.uuid(), version });
export type UnbindCardInput = z.infer<typeof unbindCardSchema>;

export const recallCardsSchema = z.strictObject({
  subProjectId: z.uuid(),
  cardIds: z.array(z.uuid()).min(1, "quotas.nothing-chosen").max(500),
  reason,
  key,
});
export type RecallCardsInput = z.infer<typeof recallCardsSchema>;
export type RecalledCards = { cards: number };

export const emptySeatFilterSchema = z.object({
  year,
  cursor: z.string().max(400).optional().catch(undefined),
});
export type EmptySeatFilter = z.infer<typeof emptySeatFilterSchema>;
export const remindSchoolsSchema = z.strictObject({
  year,
  schoolIds: z.array(z.uuid()).min(1, "quotas.nothing-chosen").max(500),
});
export type RemindSchoolsInput = z.infer<typeof remindSchoolsSchema>;
/** Schools told now; those told earlier today, or without an empty seat by now, are left out. */
export type RemindedSchools = { schools: number; seats: number; left: number };

export const MOST_NEEDED_SEATS = 999;
export const submitSeatNeedsSchema = z.strictObject({
  year,
  /** Only the rows that say something else than before are kept; `version` is what the page showed, 0 for nothing yet. */
  rows: z
    .array(
      z.strictObject({
        subProjectId: z.uuid(),
        seats: z.coerce
          .number("quotas.seats-missing")
          .int("quotas.seats-missing")
          .min(0, "quotas.seats-missing")
          .max(MOST_NEEDED_SEATS),
        reason: z.string().trim().max(200),
        version: z.coerce.number().int().min(0),
      }),
    )
    .min(1, "quotas.nothing-chosen")
    .max(200),
});
export type SubmitSeatNeedsInput = z.infer<typeof submitSeatNeedsSchema>;
export type SubmittedSeatNeeds = { changed: number; seats: number };

/** By what the schools of a province are ranked. */
export const SCHOOL_ORDERS = ["need", "teachers", "code"] as const;
export type SchoolOrder = (typeof SCHOOL_ORDERS)[number];
/** By what a fair split is weighed. */
export const SPLIT_BASES = ["need", "teachers"] as const;
export type SplitBasis = (typeof SPLIT_BASES)[number];
const fewSeats = z.coerce.number().int().min(0).max(MOST_NEEDED_SEATS);
/** How the page of a province's seats is asked for; what cannot be read is left out. */
export const allocationFilterSchema = z.object({
  year,
  subProject: z.string().max(12).optional().catch(undefined),
  cursor: z.string().max(400).optional().catch(undefined),
  order: z.enum(SCHOOL_ORDERS).catch("need"),
  suggest: z.enum(SPLIT_BASES).optional().catch(undefined),
  atLeast: fewSeats.catch(0),
  atMost: fewSeats.min(1).optional().catch(undefined),
});
export type AllocationFilter = z.infer<typeof allocationFilterSchema>;

export const MOVE_STATES = ["proposed", "agreed", "executed", "refused", "withdrawn", "expired"] as const;
/** As a request counts now: an open one past its time is expired. */
export type MoveState = (typeof MOVE_STATES)[number];
export const submitSeatMoveSchema = z.strictObject({
  subProjectId: z.uuid(),
  /** The own province offers seats, or asks for them. */
  direction: z.enum(["offer", "ask"]),
  provinceId: z.uuid("quotas.province-missing"),
  seats,
  reason,
  key,
});
export type SubmitSeatMoveInput = z.infer<typeof submitSeatMoveSchema>;
export type SubmittedSeatMove = { moveId: string; seats: number };

const move = { moveId: z.uuid(), version: z.coerce.number().int().min(1) };
/** An answer to a request, with a line of reason that both sides read. */
export const answerSeatMoveSchema = z.strictObject({ ...move, reason });
export type AnswerSeatMoveInput = z.infer<typeof answerSeatMoveSchema>;
export const withdrawSeatMoveSchema = z.strictObject(move);
export type WithdrawSeatMoveInput = z.infer<typeof withdrawSeatMoveSchema>;
export const approveSeatMoveSchema = z.strictObject({ ...move, reason: z.string().trim().max(200) });
export type ApproveSeatMoveInput = z.infer<typeof approveSeatMoveSchema>;
export type AnsweredSeatMove = { seats: number };
export const seatMoveFilterSchema = z.object({
  year,
  cursor: z.string().max(400).optional().catch(undefined),
});
export type SeatMoveFilter = z.infer<typeof seatMoveFilterSchema>;

export type ExpiredCards = { cards: number };

export const revealCardSheetSchema = z.strictObject({ year, format: z.enum(["pdf", "xlsx"]) });
export type RevealCardSheetInput = z.infer<typeof revealCardSheetSchema>;
export type CardSheet = {
  school: string;
  schoolEn: string;
  cards: {
    code: string;
    subProjectCode: string;
    subProjectName: string;
    subProjectNameEn: string;
    lapsesAt: Date;
    teacherName: string | null;
  }[];
};

export const cardFilterSchema = z.object({
  year,
  subProjectId: z.uuid().optional().catch(undefined),
  schoolId: z.uuid().optional().catch(undefined),
  state: z.enum(CARD_STATES).optional().catch(undefined),
  cursor: z.string().max(400).optional().catch(undefined),
});
export type CardFilter = z.infer<typeof cardFilterSchema>;

/** What more time for one body did to the cards that live as long. */
export type GrantedTime = {
  name: string;
  nameEn: string;
  closesAt: Date[];
  extended: number;
  /** Lapsed before and posted: their seats are with whoever they went back to. */
  lapsed: number;
};
