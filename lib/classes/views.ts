import type { CancelReason } from "./schema";

/** What became of the wish that a class shall not run. */
export type Cancellation = {
  id: string;
  classId: string;
  state: "requested" | "refused" | "done";
  reasonCode: CancelReason;
  reasonText: string;
  /** The class that took its people, where two were merged. */
  into: { id: string; code: string; number: number } | null;
  requestedByName: string;
  requestedByRole: string;
  requestedAt: Date;
  decidedByName: string | null;
  decisionText: string | null;
  decidedAt: Date | null;
};

/** A class of the same sub-project and institution that two could be merged into. */
export type MergeChoice = {
  id: string;
  code: string;
  number: number;
  startsOn: Date;
  endsOn: Date;
  capacity: number;
};

/** One numbered change of an issued opening notice. */
export type NoticeAmendment = {
  id: string;
  classId: string;
  number: number;
  documentNumber: string;
  text: string;
  people: number;
  joined: number;
  concernsAll: boolean;
  issuedAt: Date;
  issuedByName: string;
};
