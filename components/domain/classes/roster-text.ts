import type { ExportedRoster } from "@/lib/enrolments/views";
import { formatDate, formatDay, formatFullDateTime } from "@/lib/i18n";
import { translatorFor } from "@/lib/i18n/translator";
import type { TableDocument } from "@/lib/kernel/table-document";

/** A roster as it leaves the platform, in Chinese whoever takes it. */
export async function rosterText(roster: ExportedRoster): Promise<TableDocument> {
  const t = await translatorFor("zh-CN", "classes.rosterFile");
  const shares = { position: 0.08, name: 0.16, region: 0.12, school: 0.36, placed: 0.14, notice: 0.14 };
  return {
    title: t("title", {
      year: String(roster.year),
      subProject: roster.subProject,
      number: roster.classNumber,
    }),
    facts: t("facts", {
      code: roster.code,
      institution: roster.institution,
      from: formatDate(roster.startsOn, "zh-CN"),
      to: formatDate(roster.endsOn, "zh-CN"),
      count: roster.rows.length,
    }),
    columns: (Object.keys(shares) as (keyof typeof shares)[]).map((key) => ({
      name: t(`columns.${key}`),
      share: shares[key],
    })),
    rows: roster.rows.map((row, index) => [
      String(index + 1),
      row.teacherName,
      row.province,
      row.school,
      row.placedAt ? formatDay(row.placedAt, "zh-CN") : "",
      t(row.acknowledgedAt ? "acknowledged" : "notAcknowledged"),
    ]),
    origin: t("origin", {
      name: roster.by,
      time: formatFullDateTime(roster.at, "zh-CN"),
      number: roster.number,
    }),
  };
}
