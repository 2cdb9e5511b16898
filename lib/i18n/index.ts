import type { Locale } from "./locale";

export { type Locale, localeCookie, locales, parseLocale } from "./locale";

const timeZone = "Asia/Shanghai";
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { timeZone, ...options });
    formats.set(key, found);
  }
  return found;
}

function clockOf(instant: Date): string {
  return format("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(instant);
}

function join(date: string, clock: string, locale: Locale): string {
  return locale === "en" ? `${date}, ${clock}` : `${date}${clock}`;
}

/** The date in full, as 29 April 2022. Also for plain dates, which arrive as midnight UTC. */
export function formatDate(instant: Date, locale: Locale): string {
  return format(locale, { year: "numeric", month: "long", day: "numeric" }).format(instant);
}

/** Without the year, as 16 May. */
export function formatDay(instant: Date, locale: Locale): string {
  return format(locale, { month: "long", day: "numeric" }).format(instant);
}

export function formatWeekday(instant: Date, locale: Locale): string {
  return format(locale, { weekday: "long" }).format(instant);
}

/** Day and clock without the year, as 16 May, 09:40. */
export function formatDateTime(instant: Date, locale: Locale): string {
  return join(formatDay(instant, locale), clockOf(instant), locale);
}

/** Day and clock with the year, as 16 May 2022, 09:40. */
export function formatFullDateTime(instant: Date, locale: Locale): string {
  return join(formatDate(instant, locale), clockOf(instant), locale);
}

export function formatTime(instant: Date): string {
  return clockOf(instant);
}

/** The closing instant of a half-open window: midnight is 24:00 of the day that ends. */
export function formatClosing(instant: Date, locale: Locale): string {
  if (clockOf(instant) !== "00:00") return formatDateTime(instant, locale);
  return join(formatDay(new Date(instant.getTime() - 1), locale), "24:00", locale);
}

const numbers: Record<Locale, Intl.NumberFormat> = {
  "zh-CN": new Intl.NumberFormat("zh-CN"),
  en: new Intl.NumberFormat("en-GB"),
};

export function formatNumber(value: number, locale: Locale): string {
  return numbers[locale].format(value);
}

/** A share from 0 to 1 as a whole percentage, rounded down so that 100 % means all. */
export function formatShare(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)}%`;
}

export type TimeLeft = {
  over: boolean;
  unit: "days" | "daysHours" | "hoursMinutes" | "minutes";
  days: number;
  hours: number;
  minutes: number;
  tone: "calm" | "near" | "last" | "over";
};

/**
 * How far a deadline is, rounded down: days above 72 hours, then days and hours, then hours and minutes, then minutes.
 * It turns near at 48 hours and last at 24, and over from the closing instant itself.
 */
export function timeLeft(deadline: Date, now: Date): TimeLeft {
  const leftMs = deadline.getTime() - now.getTime();
  const over = leftMs <= 0;
  const span = Math.abs(leftMs);
  const days = Math.floor(span / dayMs);
  const tone = over ? "over" : span <= dayMs ? "last" : span <= 2 * dayMs ? "near" : "calm";
  const minutes = Math.floor(span / minuteMs) % 60;
  if (span >= 3 * dayMs) return { over, unit: "days", days, hours: 0, minutes: 0, tone };
  if (span >= dayMs) {
    return { over, unit: "daysHours", days, hours: Math.floor((span % dayMs) / hourMs), minutes: 0, tone };
  }
  const hours = Math.floor(span / hourMs);
  if (hours > 0) return { over, unit: "hoursMinutes", days: 0, hours, minutes, tone };
  return { over, unit: "minutes", days: 0, hours: 0, minutes, tone };
}

type RemainingKey = `${"remaining" | "overdue"}.${TimeLeft["unit"]}`;

/** The words for it. `t` is the translator of the namespace `common`. */
export function remainingText(
  left: TimeLeft,
  t: (key: RemainingKey, values: { days: number; hours: number; minutes: number }) => string,
): string {
  const { days, hours, minutes } = left;
  return t(`${left.over ? "overdue" : "remaining"}.${left.unit}`, { days, hours, minutes });
}
