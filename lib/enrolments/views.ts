import type { EvidenceKind } from "@/lib/programmes/schema";
import type { EligibilityLine } from "./eligibility-views";
import type { FilterChoices } from "./filter-views";
import type { HistoryItem } from "./history-views";
import type { MovedTeacher } from "./move-views";
import type {
  Diet,
  EnrolmentState,
  EnrolmentTab,
  JudgedCode,
  Lodging,
  ObjectionAnswer,
  Route,
  Verdict,
} from "./schema";

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
  /** What of the record was edited after submission. */
  changes: ChangedField[];
  submittedAt: Date;
  confirmedAt: Date | null;
  replacesId: string | null;
  /** The teacher has moved, and it is not decided whether the registration stays. */
  moveUndecided: boolean;
};

/** A list as it leaves the platform, with who took it, when and under which number. */
export type ExportedEnrolments = {
  year: number;
  tab: EnrolmentTab;
  rows: EnrolmentRow[];
  by: string;
  organisation: string;
  at: Date;
  number: string;
};

/** What a delegate does not see of what was delegated, because of whose people they are. */
export type LeftToGrantor = { staff: number; classes: number };

export type EnrolmentList = {
  tab: EnrolmentTab;
  tabs: { tab: EnrolmentTab; count: number }[];
  rows: EnrolmentRow[];
  next: string | null;
  total: number;
  /** Of the total, those that cannot be decided together with others: a line for a person, or a record that changed. */
  byHand: number;
  subProjects: SubProjectShort[];
  /** For a delegate only. */
  left: LeftToGrantor | null;
} & FilterChoices;

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
  /** Null while the teacher is at the school of the seat. */
  moved: MovedTeacher | null;
  /** The viewer's school keeps the record no longer: the person is shown as submitted. */
  left: boolean;
  /** Of the record as it is judged here; whoever approves a changed one says that this is what was seen. */
  teacherVersion: number;
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
  | "decide-move"
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

/** The same, read again later. */
export type ShownBulkReview = Pick<BulkReview, "operationId" | "decision" | "done" | "refused"> & {
  rows: (BulkReviewRow & { /** Null for those that were refused. */ state: EnrolmentState | null })[];
  at: Date;
  /** How many wait for review again, and how many could still be taken back. */
  undone: number;
  undoable: number;
  /** Milliseconds; 0 when the time is over. */
  undoLeftMs: number;
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
  region: string;
  regionEn: string;
  classId: string | null;
  /** 1 for the first wish, null where none was wished or no wished class had room. */
  wishRank: number | null;
};

/** What the next amendment of a class's opening notice would say, and whom it would reach. */
export type AmendmentFacts = { number: number; people: number; joined: number };

/** What cancelling a class would do to its people. */
export type CancellationPreview = {
  people: number;
  /** Back to be placed. */
  back: number;
  moves: { class: ClassShort; people: number }[];
  /** Of the class into which this one is merged, afterwards. */
  capacity: number | null;
  digest: string;
};

/** One place that somebody may still fill. */
export type FreedPlace = {
  /** Of the card, or of the returned registration. */
  id: string;
  kind: "card" | "returned";
  cardCode: string;
  enrolmentId: string | null;
  subProject: SubProjectShort;
  schoolId: string;
  schoolName: string;
  schoolNameEn: string;
  until: Date;
  /** How the last registration on it ended; null where the card was issued again and never used. */
  lastState: EnrolmentState | null;
  returnedTo: "school" | "teacher" | null;
  /** Of the last registration. */
  teacherName: string | null;
  since: Date | null;
  /** The school has named another teacher already. */
  named: boolean;
};
export type FreedPlaces = {
  rows: FreedPlace[];
  next: string | null;
  total: number;
  supplement: { opensAt: Date; closesAt: Date; open: boolean } | null;
};
export type EvidenceRow = {
  id: string;
  kind: EvidenceKind;
  fileName: string;
  sizeBytes: number;
  addedByName: string;
  addedByRole: string;
  addedAt: Date;
  /** Before the last submission; such a file is part of what was judged, and stays. */
  submitted: boolean;
};

export type EvidenceList = {
  subProject: SubProjectShort;
  teacher: { id: string; name: string };
  rows: EvidenceRow[];
  /** Those that the criteria name first, then what may support a line, then others. */
  kinds: EvidenceKind[];
  /** Named by the criteria, and no file of the kind is there. */
  lacking: EvidenceKind[];
  /** The viewer may add and remove now. */
  open: boolean;
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

export type OwnArrival = {
  enrolmentId: string;
  class: ClassShort;
  /** May still be said or changed: the notice is out and the class has not begun. */
  open: boolean;
  /** The first and the last day on which one can arrive, YYYY-MM-DD. */
  earliest: string;
  latest: string;
  version: number;
  saved: {
    arrivesOn: string;
    arrivesTime: string | null;
    lodging: Lodging;
    diet: Diet;
    needs: string | null;
    contactName: string;
    contactMobile: string;
    savedAt: Date;
  } | null;
};

export type ArrivalRow = {
  enrolmentId: string;
  teacherName: string;
  school: string;
  schoolEn: string;
  /** Null while the teacher has said nothing. */
  plan: {
    arrivesOn: string;
    arrivesTime: string | null;
    lodging: Lodging;
    diet: Diet;
    needs: string | null;
  } | null;
};

export type ArrivalList = {
  said: number;
  total: number;
  lodging: Record<Lodging, number>;
  diet: Record<Diet, number>;
  rows: ArrivalRow[];
};

export type ObjectionView = {
  /** The newest, whatever became of it. */
  objection: {
    text: string;
    madeByName: string;
    madeAt: Date;
    answer: ObjectionAnswer | null;
    answerText: string | null;
    answeredByName: string | null;
    answeredAt: Date | null;
  } | null;
  /** Until when the last decision can be objected to; null where there is nothing to object to. */
  until: Date | null;
  mayObject: boolean;
  mayAnswer: boolean;
};
/** How many were told now, and how many of those who have not acknowledged had been told earlier today. */
export type RemindedOfNotice = { classId: string; told: number; left: number };
