import type { EligibilityLine, EnrolmentState, EnrolmentTab, JudgedCode, Route, Verdict } from "./schema";

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
  /** The day of the last reminder to acknowledge the opening notice. */
  remindedOn: Date | null;
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

/** A roster as it leaves the platform: whose it is, who took it, when, and under which number. */
export type ExportedRoster = {
  id: string;
  code: string;
  classNumber: number;
  year: number;
  subProject: string;
  institution: string;
  startsOn: Date;
  endsOn: Date;
  rows: RosterRow[];
  by: string;
  at: Date;
  number: string;
};

/** How many were told now, and how many of those who have not acknowledged had been told earlier today. */
export type RemindedOfNotice = { classId: string; told: number; left: number };
