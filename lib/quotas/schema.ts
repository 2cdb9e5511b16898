import { z } from "zod";

export const MAX_SEATS_IN_A_CELL = 9999;

export const CARD_STATES = ["issued", "bound", "used", "recalled", "lapsed"] as const;
export type CardState = (typeof CARD_STATES)[number];

export const ENTRY_KINDS = ["plan", "hand-down", "top-up", "hand-back", "card", "recall", "lapse"] as const;
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
/** One school with cards that nobody has registered on. */
export type EmptySeats = {
  schoolId: string;
  schoolName: string;
  schoolNameEn: string;
  /** Cards without a teacher, and cards bound to one who has not registered. */
  free: number;
  bound: number;
  /** When the first of them lapses. */
  lapsesAt: Date;
  remindedAt: Date | null;
  remindedToday: boolean;
};

export const remindSchoolsSchema = z.strictObject({
  year,
  schoolIds: z.array(z.uuid()).min(1, "quotas.nothing-chosen").max(500),
});
export type RemindSchoolsInput = z.infer<typeof remindSchoolsSchema>;
/** Schools told now; those told earlier today, or without an empty seat by now, are left out. */
export type RemindedSchools = { schools: number; seats: number; left: number };

export type ExpiredCards = { cards: number };

export const cardFilterSchema = z.object({
  year,
  subProjectId: z.uuid().optional().catch(undefined),
  schoolId: z.uuid().optional().catch(undefined),
  state: z.enum(CARD_STATES).optional().catch(undefined),
  cursor: z.string().max(400).optional().catch(undefined),
});
export type CardFilter = z.infer<typeof cardFilterSchema>;

export type CardFace = "todo" | "wait" | "ok" | "locked" | "void";

export type CardRow = {
  id: string;
  code: string;
  /** As it counts now: an unused card whose time is over is lapsed, posted or not. */
  state: CardState;
  face: CardFace;
  /** Key under `quotas.states`. */
  label: string;
  subProjectId: string;
  subProjectCode: string;
  subProjectName: string;
  subProjectNameEn: string;
  schoolId: string;
  schoolName: string;
  schoolNameEn: string;
  teacherId: string | null;
  teacherName: string | null;
  supplement: boolean;
  issuedAt: Date;
  lapsesAt: Date;
  version: number;
};

export type BindingChoice = {
  teacherId: string;
  name: string;
  staffNumber: string | null;
  complete: boolean;
};
export type CardDetail = { card: CardRow; choices: BindingChoice[] };

export type QuotaColumn = {
  id: string;
  code: string;
  name: string;
  nameEn: string;
  shortName: string;
  shortNameEn: string;
  projectCode: string;
  projectName: string;
  projectNameEn: string;
  categoryCode: string;
  categoryName: string;
  categoryNameEn: string;
  plan: number;
  issued: boolean;
};
export type QuotaRegion = { code: string; name: string; nameEn: string; provinceId: string };
export type QuotaDraftFacts = {
  number: number;
  state: DraftState;
  savedBy: string;
  savedAt: Date;
  cells: Cells;
};
/** What the reader has not saved yet, with its steps. */
export type QuotaWork = {
  draft: number | null;
  /** The cells of that draft, where it is no longer the latest. */
  base: Cells | null;
  cells: Cells;
  undo: KeptChange[][];
  redo: KeptChange[][];
  revision: number;
};
export type QuotaDraftRow = Omit<QuotaDraftFacts, "cells"> & {
  seats: number;
  /** Cells that differ from the draft before it. */
  changed: number;
};
export type QuotaGrid = {
  year: number;
  columns: QuotaColumn[];
  regions: QuotaRegion[];
  /** What a reader sees: the draft where a column is not issued, the ledger where it is. */
  cells: Cells;
  draft: QuotaDraftFacts | null;
  /** The draft before it, to compare with. */
  previous: QuotaDraftFacts | null;
  work: QuotaWork | null;
  /** Seats of the root accounts not handed down. */
  reserve: number;
  editable: boolean;
  closesAt: Date | null;
};

/** Whole numbers by region code, then sub-project code. */
export type SeatsByRegion = Record<string, Record<string, number>>;
export type QuotaWeights = {
  /** In ten thousands, by region code. */
  population: Record<string, number>;
  lastYear: SeatsByRegion;
};

export type QuotaCheckColumn = {
  code: string;
  name: string;
  nameEn: string;
  plan: number;
  sum: number;
  invalid: number;
  issued: boolean;
  ok: boolean;
  /** Seats in what the draft is compared with, and how many regions gain or lose against it. */
  before: number;
  gaining: number;
  losing: number;
};
export type QuotaCheckRegion = {
  regionCode: string;
  name: string;
  nameEn: string;
  /** Seats that it holds already, of the sub-projects issued before. */
  issued: number;
  before: number;
  after: number;
};
export type QuotaCheck = {
  draft: number;
  /** Last year's seats where the data has them, else the draft before, else nothing. */
  reference: { kind: "last-year" } | { kind: "draft"; number: number } | { kind: "none" };
  columns: QuotaCheckColumn[];
  /** Every region, over the sub-projects that are not issued yet. */
  regions: QuotaCheckRegion[];
};

export type SeatFigures = {
  granted: number;
  handedDown: number;
  left: number;
  carded: number;
  used: number;
  /** Unused and unlapsed, without a teacher. */
  unbound: number;
};

export type AllocationSubProject = {
  id: string;
  code: string;
  name: string;
  nameEn: string;
  shortName: string;
  shortNameEn: string;
  categoryCode: string;
  categoryName: string;
  categoryNameEn: string;
  granted: number;
  left: number;
};
export type AllocationSchool = {
  schoolId: string;
  code: string;
  name: string;
  nameEn: string;
  level: string;
  /** Teachers whose record fits the sub-project; of these, those whose record is complete. */
  fitting: number;
  complete: number;
  /** Trained in the same group within the last three years. */
  trained: number;
  seats: number;
  cards: number;
  bound: number;
  used: number;
};
export type Allocation = {
  year: number;
  figures: SeatFigures;
  subProjects: AllocationSubProject[];
  chosen: AllocationSubProject | null;
  schools: AllocationSchool[];
  schoolTotal: number;
  next: string | null;
  cardsLapseAt: Date | null;
  closesAt: Date | null;
  open: boolean;
  now: Date;
};

export type OpenSeats = { subProjectId: string; code: string; name: string; nameEn: string; free: number };

export type HeldSeats = { subProjectId: string; code: string; name: string; nameEn: string; seats: number };

export type SeatHistory = {
  code: string;
  name: string;
  nameEn: string;
  body: string;
  bodyEn: string;
  granted: number;
  left: number;
};
export type SeatHistoryRow = {
  id: string;
  at: Date;
  kind: EntryKind;
  seats: number;
  reason: string | null;
  actorName: string;
  actorRole: string;
};
