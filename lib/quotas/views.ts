import type { Page } from "@/lib/kernel/page";
import type {
  AllocationTarget,
  CardState,
  Cells,
  DraftState,
  EntryKind,
  KeptChange,
  MoveState,
  SplitBasis,
} from "./schema";

/** One school with cards that nobody has registered on. */
export type EmptySeats = {
  schoolId: string;
  schoolName: string;
  schoolNameEn: string;
  /** Cards without a teacher, and cards bound to one who has not registered. */
  free: number;
  bound: number;
  /**
   * How many of the free ones nobody is left for: in each sub-project those beyond the teachers who fit at first look and have no
   * card this year. At least so many stay unused.
   */
  surplus: number;
  /** When the first of them lapses. */
  lapsesAt: Date;
  remindedAt: Date | null;
  remindedToday: boolean;
};

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
  /** For a reader who recalls, of a card that is not used: whether it is the own one, else who issued it. */
  recall: { own: true } | { own: false; by: string; byEn: string } | null;
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
  /** Not handed down, what is kept on purpose among it. */
  left: number;
  reserved: number;
  reserveReason: string | null;
};

/** One sub-project as a column of a splitter's table; levels null for schools of every level. */
export type AllocationColumn = Pick<
  AllocationSubProject,
  "id" | "code" | "name" | "nameEn" | "shortName" | "shortNameEn" | "left"
> & { levels: string[] | null };
/** The bodies that a province or a city hands seats to, and its sub-projects; `seats` by the sub-project's id, absent for none. */
export type AllocationTable = {
  year: number;
  open: boolean;
  subProjects: AllocationColumn[];
  schools: {
    id: string;
    code: string;
    name: string;
    nameEn: string;
    /** Null for a city, which takes seats of every sub-project. */
    level: string | null;
    seats: Record<string, number>;
  }[];
};
/** What a filled-in table changes: school by school, and summed by sub-project with what would be left. */
export type AllocationReading = {
  targets: AllocationTarget[];
  columns: (Pick<AllocationColumn, "code" | "name" | "nameEn" | "left"> & {
    schools: number;
    seats: number;
  })[];
};

/** The way of a province's seats in a year: `settled` once any was handed down. */
export type SeatRouteFacts = { throughCities: boolean; settled: boolean; cities: number };

/** A body that a province or a city hands seats to: a school, or a city with the sums of its schools. */
export type AllocationSchool = {
  schoolId: string;
  kind: "school" | "city";
  code: string;
  name: string;
  nameEn: string;
  /** Null for a city. */
  level: string | null;
  /** Teachers whose record fits the sub-project; of these, those whose record is complete. */
  fitting: number;
  complete: number;
  /** Trained in the same group within the last three years. */
  trained: number;
  /** What the school says it needs and why; null where it said nothing. */
  need: number | null;
  needReason: string | null;
  /** Of the sub-project's forerunner: seats that the school got and those of them that became registrations; null without one. */
  lastSeats: number | null;
  lastUsed: number | null;
  seats: number;
  cards: number;
  bound: number;
  used: number;
};

/** A fair split as it would stand, by school: what each should have in all. */
export type Suggestion = {
  basis: SplitBasis;
  minimum: number;
  maximum: number | null;
  targets: Record<string, number>;
  /** Seats that it would hand down now, to how many schools, and what would stay. */
  seats: number;
  schools: number;
  kept: number;
};
export type SuggestionRefusal = { needed: number; available: number };

export type SeatNeedRow = {
  subProjectId: string;
  code: string;
  name: string;
  nameEn: string;
  categoryName: string;
  categoryNameEn: string;
  fitting: number;
  complete: number;
  seats: number | null;
  reason: string;
  version: number;
  statedBy: string | null;
  statedAt: Date | null;
  /** Seats that the province has handed down to the school already; the need is answered then. */
  allocated: number;
  lastSeats: number | null;
  lastUsed: number | null;
};
export type SeatNeeds = { rows: SeatNeedRow[]; open: boolean; closesAt: Date | null; now: Date };

export type Allocation = {
  year: number;
  figures: SeatFigures;
  route: SeatRouteFacts;
  subProjects: AllocationSubProject[];
  chosen: AllocationSubProject | null;
  schools: AllocationSchool[];
  schoolTotal: number;
  /** What all schools together say they need, and how many of them said so. */
  needed: { seats: number; schools: number };
  suggestion: Suggestion | SuggestionRefusal | null;
  next: string | null;
  cardsLapseAt: Date | null;
  closesAt: Date | null;
  open: boolean;
  now: Date;
};

export type SeatMoveRow = {
  id: string;
  subProjectCode: string;
  subProjectName: string;
  subProjectNameEn: string;
  fromName: string;
  fromNameEn: string;
  toName: string;
  toNameEn: string;
  seats: number;
  reason: string;
  answer: string | null;
  decision: string | null;
  /** As it counts now. */
  state: MoveState;
  /** Who began: the one who would give offers, the one who would get asks. */
  offered: boolean;
  /** What the reader may do with it now. */
  may: { answer: boolean; withdraw: boolean; decide: boolean };
  expiresAt: Date;
  proposedAt: Date;
  version: number;
};
export type SeatMoveOptions = {
  subProjects: { id: string; code: string; name: string; nameEn: string; left: number }[];
  provinces: { id: string; name: string; nameEn: string }[];
};
export type SeatMoves = Page<SeatMoveRow> & {
  /** For a province that may begin one now; null for others and while no window is open. */
  options: SeatMoveOptions | null;
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
