import type { EligibilityCode } from "./schema";
import type { ClassShort, SubProjectShort } from "./views";

/** Where a person stands on the way to a seat of a sub-project, time and free seats left aside. */
export type WishStanding =
  | { is: "fits" | "judge" | "registered" }
  | { is: "bound"; cardCode: string }
  | { is: "unmet"; code: EligibilityCode };

export type WishRow = {
  teacherId: string;
  name: string;
  staffNumber: string | null;
  /** 1 to 3 where the teacher said so, null where only the school proposed. */
  rank: number | null;
  nomination: { id: string; state: "open" | "declined"; reasonText: string | null; prepared: boolean } | null;
  standing: WishStanding;
  /** Trainings of earlier years in the register, and the year of the latest. */
  trainings: number;
  lastTrained: number | null;
};

/** A sub-project with what its school has in it: seats, wishes of teachers, own proposals. */
export type WishHead = SubProjectShort & {
  intents: number;
  nominations: number;
  freeCards: number;
  /** The card that binding takes next. */
  nextCard: { id: string; version: number } | null;
};

export type WishList = { heads: WishHead[]; chosen: WishHead | null; rows: WishRow[] };

export type OwnNomination = {
  id: string;
  subProject: SubProjectShort;
  note: string | null;
  /** Who said it last, and when. */
  createdByName: string;
  createdAt: Date;
  /** The school filled in what the registration asks for. */
  prepared: boolean;
};

/** What a school filled in for a teacher, ids of classes in the order of liking. */
export type OwnEntry = {
  nominationId: string;
  preparedByName: string;
  preparedAt: Date;
  commitment: string | null;
  preferences: string[];
};

/** Who typed a field of a registration that the school had filled in. */
export type FieldSource = "school" | "teacher" | "nobody";
export type FilledIn = { commitment: FieldSource; preferences: FieldSource };

export type EntryForm = {
  teacherId: string;
  year: number;
  subProject: SubProjectShort;
  name: string;
  staffNumber: string | null;
  entry: { note: string | null; commitment: string | null; preferences: string[] } | null;
  classes: ClassShort[];
  commitmentRequired: boolean;
  seat: { is: "bound"; code: string } | { is: "free"; count: number };
  /** Conditions of the person that are not met. */
  unmet: EligibilityCode[];
};

export type EntryRow = {
  nominationId: string;
  teacherId: string;
  name: string;
  staffNumber: string | null;
  subProject: SubProjectShort;
  preparedByName: string;
  preparedAt: Date;
  remindedToday: boolean | null;
  /** There is an account that a reminder reaches. */
  reachable: boolean;
  cardCode: string | null;
  /** Until when it can be sent at the latest. */
  until: Date | null;
};

export type OwnWishes = {
  nominations: OwnNomination[];
  /** Ids in the order of liking. */
  intents: string[];
  options: SubProjectShort[];
  /** Wishes count until the last window for submitting shuts. */
  open: boolean;
};

export type Candidate = { teacherId: string; name: string; staffNumber: string | null; judge: boolean };
