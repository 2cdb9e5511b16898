/** Everything in the programme happens on China time, which knows no summer time. */
export const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000;

/** The calendar day of an instant in China, as YYYY-MM-DD. */
export function chinaDay(instant: Date): string {
  return new Date(instant.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant at which a calendar day (YYYY-MM-DD) begins in China. */
export function startOfChinaDay(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`);
}

/** A date column (midnight UTC) as YYYY-MM-DD. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** YYYY-MM-DD as the value of a date column. */
export function dateColumn(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** Half-open: `opensAt` belongs to the window, `closesAt` does not. */
export function isWithin(instant: Date, window: { opensAt: Date; closesAt: Date }): boolean {
  return instant >= window.opensAt && instant < window.closesAt;
}
