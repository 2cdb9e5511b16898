import Link from "next/link";
import type { TimeRow } from "@/components/domain/reporting/time-line";
import { Table, Td, Th, Tr, Unknown } from "@/components/ui/data-table";
import { type Face, StateFace } from "@/components/ui/state-face";
import { formatClosing, formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import type { CalendarWindow } from "@/lib/reporting/views";

type Props = { year: string; rows: TimeRow[]; windows: CalendarWindow[]; mayExtend: boolean };

const FACES: Record<TimeRow["look"], Face> = { done: "locked", running: "ok", future: "idle-ring" };

/** The calendar as a table: for phones, for readers, and for whoever likes it better. */
export async function WindowList({ year, rows, windows, mayExtend }: Props) {
  const [t, locale] = await Promise.all([getTranslations("reporting.calendar"), getLocale()]);
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return (
    <Table caption={t("list")} phone="cards">
      <thead>
        <tr>
          <Th>{t("what")}</Th>
          <Th>{t("who")}</Th>
          <Th>{t("opens")}</Th>
          <Th>{t("closes")}</Th>
          <Th>{t("state")}</Th>
          <Th>{t("done")}</Th>
          {mayExtend ? <Th>{t("edit")}</Th> : null}
        </tr>
      </thead>
      <tbody>
        {windows.map((window) => {
          const row = byKey.get(window.key);
          if (!row) return null;
          return (
            <Tr key={window.key}>
              <Th scope="row" className={window.mine ? undefined : "font-normal"}>
                {row.label}
              </Th>
              <Td label={t("who")}>{row.who}</Td>
              <Td label={t("opens")} className="whitespace-nowrap">
                {formatDateTime(window.opensAt, locale)}
              </Td>
              <Td label={t("closes")} className="whitespace-nowrap">
                {formatClosing(window.closesAt, locale)}
                {window.generalClosesAt < window.closesAt ? (
                  <span className="block whitespace-normal text-13 text-ink-2">
                    {t("ownTime", { time: formatClosing(window.generalClosesAt, locale) })}
                  </span>
                ) : null}
              </Td>
              <Td label={t("state")}>
                <StateFace face={FACES[row.look]}>{t(`looks.${row.look}`)}</StateFace>
              </Td>
              <Td label={t("done")}>{row.text ?? <Unknown reason={t("notCounted")} />}</Td>
              {mayExtend ? (
                <Td label={t("edit")}>
                  {window.enforcement === "dates" ? (
                    <Unknown reason={t("fixed")} />
                  ) : (
                    <Link
                      prefetch={false}
                      href={`/programmes/${year}/windows/${window.key}`}
                      className="link"
                    >
                      {t("edit")}
                      <span className="sr-only"> {row.label}</span>
                    </Link>
                  )}
                </Td>
              ) : null}
            </Tr>
          );
        })}
      </tbody>
    </Table>
  );
}
