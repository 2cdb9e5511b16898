import { createEvents, type EventAttributes } from "ics";

/** Something that stands in a calendar: whole days, an instant with what lasts from it, or a deadline. */
export type CalendarEntry = {
  /** Stays the same for the same thing, so that a calendar updates what it knows. */
  uid: string;
  title: string;
  place?: string;
  /** The page it comes from. */
  url: string;
} & (
  | { kind: "days"; firstDay: string; lastDay: string }
  | { kind: "instant"; at: Date }
  | { kind: "deadline"; closesAt: Date }
);

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** YYYY-MM-DD as the numbers of a day without time, which is the same day everywhere. */
function dayNumbers(day: string, later = 0): [number, number, number] {
  const date = new Date(Date.parse(`${day}T00:00:00Z`) + later * DAY_MS);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}

function toEvent(entry: CalendarEntry): EventAttributes {
  const { uid, title, place, url } = entry;
  const common = { uid, title, url, ...(place ? { location: place } : {}) };
  if (entry.kind === "days")
    return { ...common, start: dayNumbers(entry.firstDay), end: dayNumbers(entry.lastDay, 1) };
  const utc = {
    startInputType: "utc",
    startOutputType: "utc",
    endInputType: "utc",
    endOutputType: "utc",
  } as const;
  // A deadline is the end of its hour: a calendar that reminds at the beginning reminds in time.
  const end = entry.kind === "deadline" ? entry.closesAt.getTime() : entry.at.getTime() + HOUR_MS;
  return { ...common, ...utc, start: end - HOUR_MS, end };
}

/** A calendar file (RFC 5545). Instants are written in UTC and shown by every calendar in its own time. */
export function calendarFile(name: string, entries: CalendarEntry[]): string {
  const events = entries.map((entry) => ({
    ...toEvent(entry),
    calName: name,
    productId: "-//Guopei//Calendar//ZH",
  }));
  const { error, value } = createEvents(events, { calName: name, productId: "-//Guopei//Calendar//ZH" });
  if (error || !value) throw new Error(`calendar: ${error?.message ?? "nothing written"}`);
  return value;
}
