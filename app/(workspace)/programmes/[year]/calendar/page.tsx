import type { Metadata } from "next";
import { missing } from "@/app/_shell/missing";
import { TimeLine } from "@/components/domain/reporting/time-line";
import { DeskPage } from "@/components/shell/desk-page";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader, Section } from "@/components/ui/page-header";
import { Segments } from "@/components/ui/segments";
import { can } from "@/lib/access";
import { formatDateTime, formatDay } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { chinaDay, startOfChinaDay } from "@/lib/kernel/dates";
import { NotFound } from "@/lib/kernel/problem";
import { getOverview, getYearCalendar, lensAround } from "@/lib/reporting";
import { overviewFilterSchema } from "@/lib/reporting/schema";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../_shell/workspace";
import { toTimeRow } from "./_time-row";
import { WindowList } from "./_window-list";
import { calendarAddress, PEOPLE, type Person } from "./address";

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK_DAYS = 7;
const SATURDAY = 6;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, { year }] = await Promise.all([getTranslations("reporting.calendar"), params]);
  return { title: t("title", { year }) };
}

export default async function CalendarPage({ params, searchParams }: Props) {
  const [actor, { year }, asked] = await Promise.all([requireActor(), params, searchParams]);
  const filter = overviewFilterSchema.safeParse({ year });
  if (!filter.success) missing();
  const [calendar, overview, t, programmes, common, locale] = await Promise.all([
    getYearCalendar(actor, filter.data.year).catch((error: unknown) => {
      if (error instanceof NotFound) missing();
      throw error;
    }),
    can(actor, "overview.read") ? getOverview(actor, filter.data).catch(() => null) : null,
    getTranslations("reporting.calendar"),
    getTranslations("programmes"),
    getTranslations("common"),
    getLocale(),
  ]);
  const who: Person = PEOPLE.find((one) => one === asked.who) ?? "all";
  const list = asked.view === "list";
  const at = typeof asked.at === "string" ? asked.at : undefined;
  const lens = lensAround(calendar.now, at);
  const path = `/programmes/${year}/calendar`;
  const view = { who, at, view: list ? "list" : undefined };
  const shown = calendar.windows.filter((window) => who === "all" || window.roles.includes(who));
  const rows = shown.map((window) =>
    toTimeRow(window, { calendar, total: overview?.total ?? null, t, programmes, common, locale }),
  );
  const first = Math.min(...calendar.windows.map(({ opensAt }) => opensAt.getTime()), calendar.now.getTime());
  const last = Math.max(
    ...calendar.windows.map(({ closesAt }) => closesAt.getTime()),
    calendar.now.getTime(),
  );
  const months = monthsOver(new Date(first), new Date(last));
  const span = { fromMs: months[0]?.getTime() ?? first, toMs: months.at(-1)?.getTime() ?? last };
  const frame = { fromMs: lens.from.getTime(), toMs: lens.to.getTime() };
  const week = (weeks: number) => chinaDay(new Date(lens.from.getTime() + weeks * WEEK_DAYS * DAY_MS));
  const now = t("now", { time: formatDateTime(calendar.now, locale) });
  return (
    <Workspace current="calendar">
      <DeskPage>
        <PageHeader
          title={t("title", { year })}
          state={
            <span className="text-13 text-ink-2">
              {calendar.documentNumber ? t("source", { number: calendar.documentNumber }) : t("beijing")}
            </span>
          }
          facts={now}
          actions={
            <>
              <Segments
                label={t("whose")}
                segments={PEOPLE.map((one) => ({
                  key: one,
                  href: calendarAddress(path, { ...view, who: one }),
                  label: one === "all" ? t("everybody") : programmes(`roles.${one}`),
                  current: one === who,
                }))}
              />
              <span className="max-sm:hidden">
                <ButtonLink
                  icon={list ? "calendar" : "grid"}
                  href={calendarAddress(path, { ...view, view: list ? undefined : "list" })}
                >
                  {t(list ? "showChart" : "showList")}
                </ButtonLink>
              </span>
            </>
          }
        />
        {list ? null : (
          <div className="flex flex-col gap-6 max-sm:hidden">
            <Section id="year" title={t("wholeYear")} note={t("key")} rule={false}>
              <TimeLine
                span={span}
                now={calendar.now}
                nowLabel={now}
                frame={frame}
                rows={rows.map((row) => ({ ...row, closing: undefined }))}
                ticks={months
                  .slice(0, -1)
                  .map((month) => ({ at: month, label: t(`month.${monthOf(month)}`) }))}
              />
            </Section>
            <Section
              id="lens"
              title={t("twoWeeks")}
              note={t("range", {
                from: formatDay(lens.from, locale),
                to: formatDay(new Date(lens.to.getTime() - 1), locale),
              })}
              rule={false}
              aside={
                <span data-chrome className="flex gap-2">
                  <ButtonLink
                    size="small"
                    href={calendarAddress(path, { ...view, at: week(-1) })}
                    scroll={false}
                  >
                    {t("earlier")}
                  </ButtonLink>
                  <ButtonLink
                    size="small"
                    href={calendarAddress(path, { ...view, at: undefined })}
                    scroll={false}
                  >
                    {t("today")}
                  </ButtonLink>
                  <ButtonLink
                    size="small"
                    href={calendarAddress(path, { ...view, at: week(1) })}
                    scroll={false}
                  >
                    {t("later")}
                  </ButtonLink>
                </span>
              }
            >
              <TimeLine
                lens
                span={frame}
                now={calendar.now}
                nowLabel={now}
                rows={rows.filter((row) => row.to > lens.from && row.from < lens.to)}
                ticks={lens.days.map((day) => {
                  const weekday = new Date(`${chinaDay(day)}T00:00:00Z`).getUTCDay();
                  return {
                    at: day,
                    label: t(`day.${weekday}`, { day: Number(chinaDay(day).slice(8)) }),
                    strong: chinaDay(day) === chinaDay(calendar.now),
                    shaded: weekday === 0 || weekday === SATURDAY,
                  };
                })}
              />
            </Section>
          </div>
        )}
        <div className={list ? undefined : "sm:hidden"}>
          <WindowList year={year} rows={rows} windows={shown} mayExtend={can(actor, "window.extend")} />
        </div>
      </DeskPage>
    </Workspace>
  );
}

/** Midnights of the first days of the months over a span, the one after its end included. */
function monthsOver(from: Date, to: Date): Date[] {
  const months: Date[] = [];
  const [firstYear = 0, firstMonth = 1] = chinaDay(from).split("-").map(Number);
  for (let index = 0; ; index++) {
    const month = (firstMonth - 1 + index) % 12;
    const year = firstYear + Math.floor((firstMonth - 1 + index) / 12);
    const day = startOfChinaDay(`${year}-${String(month + 1).padStart(2, "0")}-01`);
    months.push(day);
    if (day > to) return months;
  }
}

function monthOf(day: Date): number {
  return Number(chinaDay(day).slice(5, 7));
}
