import type { TimeRow } from "@/components/domain/reporting/time-line";
import { formatClosing, formatNumber, type Locale, remainingText, timeLeft } from "@/lib/i18n";
import type { getTranslations } from "@/lib/i18n/translations";
import { windowProgress } from "@/lib/reporting";
import type { CalendarWindow, OverviewFigures, YearCalendar } from "@/lib/reporting/views";

type Told = {
  calendar: YearCalendar;
  total: OverviewFigures | null;
  t: Awaited<ReturnType<typeof getTranslations<"reporting.calendar">>>;
  programmes: Awaited<ReturnType<typeof getTranslations<"programmes">>>;
  common: Awaited<ReturnType<typeof getTranslations<"common">>>;
  locale: Locale;
};

/** A window as a line: whose it is, how far its work has come, and when it closes. */
export function toTimeRow(
  window: CalendarWindow,
  { calendar, total, t, programmes, common, locale }: Told,
): TimeRow {
  const { now } = calendar;
  const progress = windowProgress(window.key, calendar, total);
  const over = window.closesAt <= now;
  const running = !over && window.opensAt <= now;
  const until = formatClosing(window.closesAt, locale);
  return {
    key: window.key,
    label: locale === "en" ? window.titleEn : window.title,
    who: window.roles.map((role) => programmes(`roles.${role}`)).join(programmes("separator")),
    mine: window.mine,
    from: window.opensAt,
    to: window.closesAt,
    look: over ? "done" : running ? "running" : "future",
    text: progress
      ? t(`progress.${window.key}`, {
          done: formatNumber(progress.done, locale),
          all: formatNumber(progress.outOf, locale),
        })
      : undefined,
    share: progress && progress.outOf > 0 ? progress.done / progress.outOf : null,
    closing: running
      ? t("closesIn", { time: until, left: remainingText(timeLeft(window.closesAt, now), common) })
      : common("until", { time: until }),
  };
}
