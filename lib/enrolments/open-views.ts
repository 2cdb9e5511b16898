import type { EligibilityLine } from "./eligibility-views";
import type { JudgedCode, WaitingEnd, WaitingState } from "./schema";
import type { ChangedField, ClassShort, SubProjectShort } from "./views";

/** A class of open mode and how full it is at this instant; by the time it is read another may have come. */
export type OpenPlace = {
  subProject: SubProjectShort;
  class: ClassShort;
  cap: number;
  left: number;
  waiting: number;
  /** Over: cancelled or begun. */
  over: boolean;
};

export type OpenClassView = OpenPlace & {
  year: number;
  lines: EligibilityLine[];
  /** Every condition is met but what the form itself asks for. */
  eligible: boolean;
  commitmentRequired: boolean;
  /** Where one stands already: in this line or another of the same group, or registered. */
  stand: { id: string; classId: string; classCode: string } | null;
  enrolmentId: string | null;
};

export type StandView = {
  id: string;
  state: WaitingState;
  subProject: SubProjectShort;
  class: ClassShort;
  /** 1 for the next; null once it no longer waits. */
  position: number | null;
  waiting: number;
  cap: number;
  joinedAt: Date;
  offeredAt: Date | null;
  holdUntil: Date | null;
  endedAt: Date | null;
  endReason: WaitingEnd | null;
  /** When the line ends: registration is over or the class begins. */
  endsAt: Date | null;
  holdHours: number;
  enrolmentId: string | null;
  commitmentRequired: boolean;
};

export type WaitingRow = {
  id: string;
  state: "waiting" | "offered";
  position: number | null;
  teacherName: string;
  school: string;
  schoolEn: string;
  subProjectCode: string;
  classCode: string;
  joinedAt: Date;
  holdUntil: Date | null;
};
export type WaitingList = { rows: WaitingRow[]; total: number; most: number };

export type RecheckRow = {
  id: string;
  version: number;
  teacherName: string;
  title: string | null;
  school: string;
  schoolEn: string;
  subProject: SubProjectShort;
  classCode: string;
  confirmedAt: Date;
  ethicsConfirmedBy: string | null;
  commitment: string | null;
  lines: EligibilityLine[];
  /** Lines that are for a person to judge. */
  toJudge: JudgedCode[];
  /** What of the record was edited after submission; accepting says that it was seen. */
  changes: ChangedField[];
  teacherVersion: number;
};
export type RecheckList = { rows: RecheckRow[]; total: number };
