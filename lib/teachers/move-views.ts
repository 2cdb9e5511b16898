import type { TeacherMoveState } from "./schema";

export type TeacherMoveSides = {
  fromName: string;
  fromNameEn: string;
  toName: string;
  toNameEn: string;
};

/** A move as either school reads it. */
export type TeacherMoveRow = TeacherMoveSides & {
  id: string;
  /** As the reader's school sees it. */
  way: "out" | "in";
  teacherName: string;
  maskedIdNumber: string | null;
  state: TeacherMoveState;
  effectiveOn: Date;
  reason: string;
  answer: string | null;
  releasedAt: Date;
  endedAt: Date | null;
  version: number;
  /** The record, while the reader's school keeps it. */
  teacherId: string | null;
  may: { answer: boolean; withdraw: boolean };
};

/** A move that is under way, as its teacher and the record's page show it. */
export type OpenTeacherMove = TeacherMoveSides & {
  id: string;
  state: "released" | "accepted";
  effectiveOn: Date;
};

export type SubmittedTeacherMove = { moveId: string };
export type AnsweredTeacherMove = { moveId: string; state: TeacherMoveState };

/** What a move was when it took effect. */
export type MoveInEffect = TeacherMoveSides & {
  moveId: string;
  teacherId: string;
  fromId: string;
  toId: string;
  /** Of the new school, who agreed. */
  acceptedByName: string;
  /** The account that the teacher signs in with, if there is one. */
  accountId: string | null;
  at: Date;
};
