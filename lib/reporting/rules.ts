import type { Role } from "@/lib/access";
import { chinaDay, startOfChinaDay } from "@/lib/kernel/dates";
import type { ComparisonSort, OverviewMeasure } from "./schema";
import type {
  ComparisonRow,
  OverviewBody,
  OverviewFigures,
  OverviewForecast,
  ScaleClass,
  WindowProgress,
  YearCalendar,
} from "./views";

const HOUR_MS = 60 * 60 * 1000;
const DAY_HOURS = 24;
const CLASSES = 5;
/** Ten points behind all together a body needs attention; so does a review that takes more than a day. */
const ATTENTION_POINTS = 10;
const ATTENTION_HOURS = 24;

const SHARES: OverviewMeasure[] = ["carded", "registered", "confirmed", "approved"];

/** Per cent of the seats, rounded down so that 100 means all; the number itself for `unused` and `hours`; null where there is none. */
export function measureOf(figures: OverviewFigures, measure: OverviewMeasure): number | null {
  if (measure === "hours") return figures.reviewHours;
  if (measure === "unused") return unusedSeats(figures);
  return figures.allocated > 0 ? Math.floor((figures[measure] / figures.allocated) * 100 + 1e-9) : null;
}

export function unusedSeats({ allocated, registered }: OverviewFigures): number {
  return Math.max(0, allocated - registered);
}

export function isShare(measure: OverviewMeasure): boolean {
  return SHARES.includes(measure);
}

/** Compared with `all`, since early on everybody is far from the end. */
export function needsAttention(
  figures: OverviewFigures,
  measure: OverviewMeasure,
  all: OverviewFigures,
): boolean {
  const judged = measure === "unused" ? "registered" : measure;
  const value = measureOf(figures, judged);
  const usual = measureOf(all, judged);
  if (value === null || usual === null) return false;
  return judged === "hours" ? value > ATTENTION_HOURS : value < usual - ATTENTION_POINTS;
}

/** Five classes of equal width in whole numbers that hold every value; the last one is open upwards. */
export function scaleClasses(values: number[]): ScaleClass[] {
  const least = values.length > 0 ? Math.min(...values) : 0;
  const most = values.length > 0 ? Math.max(...values) : 0;
  const width = Math.max(1, Math.ceil((most - least + 1) / CLASSES));
  return Array.from({ length: CLASSES }, (_, index) => ({
    from: least + index * width,
    to: least + (index + 1) * width - 1,
  }));
}

/** 0 for the lowest class. */
export function classOf(value: number, classes: ScaleClass[]): number {
  const found = classes.findLastIndex(({ from }) => value >= from);
  return Math.max(0, found);
}

/** The same order for the screen and for the export; ties by code. */
export function sortBodies(
  bodies: OverviewBody[],
  by: OverviewMeasure | "code" | "allocated",
  descending: boolean,
): OverviewBody[] {
  const rank = (body: OverviewBody) =>
    by === "allocated" ? body.allocated : by === "code" ? 0 : (measureOf(body, by) ?? -1);
  const sign = descending ? -1 : 1;
  return bodies.toSorted(
    (a, b) => sign * (rank(a) - rank(b)) || (by === "code" ? sign : 1) * (a.code < b.code ? -1 : 1),
  );
}

/**
 * What stays unused if every body goes on registering as in the day before; null once registration is over, and before there is a
 * whole day to judge by.
 */
export function forecast(
  bodies: OverviewBody[],
  { readAt, closesAt, opensAt }: { readAt: Date; closesAt: Date | null; opensAt: Date | null },
): OverviewForecast | null {
  if (!closesAt || !opensAt || readAt >= closesAt) return null;
  if (readAt.getTime() - opensAt.getTime() < DAY_HOURS * HOUR_MS) return null;
  const hoursLeft = Math.floor((closesAt.getTime() - readAt.getTime()) / HOUR_MS);
  const expected = bodies.map((body) => ({
    body,
    unused: Math.max(0, unusedSeats(body) - Math.floor((body.registeredLastDay * hoursLeft) / DAY_HOURS)),
  }));
  const unused = expected.reduce((sum, one) => sum + one.unused, 0);
  const worst = expected.toSorted((a, b) => b.unused - a.unused || (a.body.code < b.body.code ? -1 : 1));
  const three = worst.slice(0, 3).filter((one) => one.unused > 0);
  return {
    unused,
    hoursLeft,
    worst: three.map((one) => one.body),
    worstShare: unused > 0 ? three.reduce((sum, one) => sum + one.unused, 0) / unused : 0,
  };
}

/** Eighteen digits, or the fifteen of old: such a number does not belong into an address. */
export function isPersonalNumber(text: string): boolean {
  return /^(\d{15}|\d{17}[\dX])$/i.test(text.replace(/[\s-]/g, ""));
}

/** Who stands above whom along a seat's way; those who stand beside it read as the highest and are named to the highest only. */
const RANKS: Partial<Record<string, number>> = {
  teacher: 0,
  school: 1,
  city: 2,
  province: 3,
  ministry: 4,
  office: 4,
  auditor: 4,
};

/** A reader is told the names of the own level and of those below; of all others what they did. */
export function mayName(reader: Role, actorRole: string): boolean {
  return (RANKS[reader] ?? -1) >= (RANKS[actorRole] ?? 4);
}

const DAY_MS = DAY_HOURS * HOUR_MS;
const LENS_DAYS = 14;
/** The lens begins in the week of three days ago, so that what has just closed stays in sight at the beginning of a week. */
const LOOK_BACK_DAYS = 3;

export type Lens = { from: Date; to: Date; days: Date[] };

/** Two weeks from a Monday: of the day asked for (YYYY-MM-DD), or around now. */
export function lensAround(now: Date, asked?: string): Lens {
  const given = asked && /^\d{4}-\d{2}-\d{2}$/.test(asked) ? startOfChinaDay(asked) : null;
  const around =
    given && !Number.isNaN(given.getTime()) ? given : new Date(now.getTime() - LOOK_BACK_DAYS * DAY_MS);
  const midnight = startOfChinaDay(chinaDay(around));
  const sinceMonday = (new Date(`${chinaDay(around)}T00:00:00Z`).getUTCDay() + 6) % 7;
  const from = new Date(midnight.getTime() - sinceMonday * DAY_MS);
  const days = Array.from({ length: LENS_DAYS }, (_, index) => new Date(from.getTime() + index * DAY_MS));
  return { from, to: new Date(from.getTime() + LENS_DAYS * DAY_MS), days };
}

/** What has been done of the work of a window; null where it is not counted, or not for this reader. */
export function windowProgress(
  key: string,
  calendar: Pick<YearCalendar, "duties" | "classes">,
  total: OverviewFigures | null,
): WindowProgress | null {
  const { duties, classes } = calendar;
  if (key === "class-formation") return { done: duties.formed, outOf: duties.designations };
  if (key === "opening-notice") return { done: classes.noticed, outOf: classes.all };
  if (!total) return null;
  if (key === "quota-issue") return { done: total.carded, outOf: total.allocated };
  if (key === "registration") return { done: total.registered, outOf: total.allocated };
  if (key === "school-confirmation") return { done: total.confirmed, outOf: total.registered };
  if (key === "qualification-review") return { done: total.approved, outOf: total.confirmed };
  return null;
}

type Compared = Pick<ComparisonRow, "allocated" | "needed" | "registered" | "last" | "reviewHours">;

/** Per cent, rounded down so that 100 means all; null without a whole. */
function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? Math.floor((part / whole) * 100 + 1e-9) : null;
}

/** What the comparison sets beside one another, as numbers: seats, hours, or per cent; null where there is none. */
export function comparedBy(row: Compared, by: Exclude<ComparisonSort, "code">): number | null {
  if (by === "met") return shareOf(row.allocated, row.needed);
  if (by === "used") return shareOf(row.registered, row.allocated);
  if (by === "lastUsed") return row.last && shareOf(row.last.registered, row.last.allocated);
  return by === "hours" ? row.reviewHours : row[by];
}

/** The same order for the screen and for the export: what has no value comes last either way, ties by code. */
export function sortCompared(
  rows: ComparisonRow[],
  by: ComparisonSort,
  descending: boolean,
): ComparisonRow[] {
  const sign = descending ? -1 : 1;
  const byCode = (a: ComparisonRow, b: ComparisonRow) => (a.code < b.code ? -1 : 1);
  if (by === "code") return rows.toSorted((a, b) => sign * byCode(a, b));
  return rows.toSorted((a, b) => {
    const [x, y] = [comparedBy(a, by), comparedBy(b, by)];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || byCode(a, b);
    return sign * (x - y) || byCode(a, b);
  });
}
