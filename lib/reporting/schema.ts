import { z } from "zod";

/** What the frame of every page needs: time, year, unread messages and what waits for this person, by navigation key. */
export type ShellFacts = {
  now: Date;
  demonstration: boolean;
  year: number | null;
  yearTitle: string | null;
  yearTitleEn: string | null;
  unread: number;
  /** The person holds more than one appointment and may switch. */
  severalHats: boolean;
  waiting: {
    records: number;
    confirmations: number;
    reviews: number;
    cards: number;
    /** An institution: notices to issue, and people of open classes to look at again. */
    classes: number;
    /** A teacher: notices to acknowledge, and places that are held. */
    own: number;
    placements: number;
  };
};

export const DESK_TASKS = [
  "publish-catalogue",
  "issue-quota",
  "issue-notice",
  "place-enrolments",
  "accept-placement",
  "review-enrolments",
  "judge-enrolments",
  "review-delegated",
  "hand-down-seats",
  "issue-cards",
  "form-class",
  "issue-opening-notice",
  "recheck-enrolments",
  "confirm-enrolments",
  "mend-returned",
  "bind-cards",
  "complete-records",
  "answer-objections",
  "execute-moves",
  "answer-moves",
  "decide-cancellations",
  "take-in-teachers",
  "decide-moved",
] as const;
export type DeskTaskKey = (typeof DESK_TASKS)[number];

/** One thing that waits for the actor: how many of it, where it is done, and the window that closes on it. */
export type DeskTask = { key: DeskTaskKey; count: number; href: string; window: string | null };

export type DeskWindow = {
  key: string;
  title: string;
  titleEn: string;
  opensAt: Date;
  closesAt: Date;
  enforcement: "hard" | "overdue" | "dates";
  mine: boolean;
};

/** One line of progress: how many of `outOf` seats have come this far. */
export type DeskFigure = {
  key: "issued" | "carded" | "submitted" | "confirmed" | "approved" | "placed";
  value: number;
  outOf: number;
};

/** One step of the classes: how many of them, or of their people, are through it. */
export type DeskDuty = { key: "formed" | "noticed" | "acknowledged"; done: number; outOf: number };

export type DeskBody = { name: string; nameEn: string; used: number; seats: number; free: number };

export type Calendar = { now: Date; year: number | null; windows: DeskWindow[] };

export type Desk = Calendar & {
  tasks: DeskTask[];
  figures: DeskFigure[];
  /** Bodies below the actor with the most seats still free; empty where that has no meaning. */
  bodies: DeskBody[];
  /** How far classes have come; empty for those who neither run nor watch them. */
  duties: DeskDuty[];
};

export const OVERVIEW_MEASURES = [
  "registered",
  "confirmed",
  "approved",
  "carded",
  "unused",
  "hours",
] as const;
export type OverviewMeasure = (typeof OVERVIEW_MEASURES)[number];

export const OVERVIEW_SORTS = [...OVERVIEW_MEASURES, "code", "allocated"] as const;
export type OverviewSort = (typeof OVERVIEW_SORTS)[number];

/** What stands in the address of the overview; anything malformed there is as if it were not given. */
export const overviewFilterSchema = z.object({
  year: z.coerce.number().int().min(2000).max(2999),
  measure: z.enum(OVERVIEW_MEASURES).catch("registered"),
  sort: z.enum(OVERVIEW_SORTS).catch("unused"),
  order: z.enum(["asc", "desc"]).catch("desc"),
  /** The code of one sub-project; empty for all. */
  subProject: z.string().max(12).catch(""),
  /** Two digits: that province's schools instead of the provinces. */
  province: z
    .string()
    .regex(/^(\d{2})?$/)
    .catch(""),
  by: z.enum(["schools", "cities"]).catch("schools"),
});
export type OverviewFilter = z.infer<typeof overviewFilterSchema>;

export const COMPARISON_SORTS = [
  "code",
  "allocated",
  "needed",
  "met",
  "registered",
  "used",
  "lastUsed",
  "hours",
] as const;
export type ComparisonSort = (typeof COMPARISON_SORTS)[number];

/** What stands in the address of the comparison; the bodies are chosen as in the overview. */
export const comparisonFilterSchema = overviewFilterSchema
  .pick({ year: true, subProject: true, province: true, by: true })
  .extend({
    sort: z.enum(COMPARISON_SORTS).catch("used"),
    order: z.enum(["asc", "desc"]).catch("asc"),
  });
export type ComparisonFilter = z.infer<typeof comparisonFilterSchema>;
