import type { ExportedEnrolments } from "@/lib/enrolments/views";
import { formatFullDateTime } from "@/lib/i18n";
import { translatorFor } from "@/lib/i18n/translator";
import type { TableDocument } from "@/lib/kernel/table-document";

/** A list of registrations as it leaves the platform, in Chinese whoever takes it. */
export async function listText(list: ExportedEnrolments): Promise<TableDocument> {
  const [t, queue, states, titles] = await Promise.all([
    translatorFor("zh-CN", "registration.listFile"),
    translatorFor("zh-CN", "registration.queue"),
    translatorFor("zh-CN", "enrolments.states"),
    translatorFor("zh-CN", "enrolments.eligibility.values.title"),
  ]);
  const shares = {
    position: 0.05,
    name: 0.1,
    title: 0.08,
    school: 0.24,
    subProject: 0.17,
    check: 0.12,
    state: 0.08,
    confirmed: 0.16,
  };
  const checkOf = ({ linesMet, linesToJudge, linesUnmet, changes }: ExportedEnrolments["rows"][number]) =>
    linesUnmet + linesToJudge + changes.length > 0
      ? t("checkOpen", { unmet: linesUnmet, judge: linesToJudge, changed: changes.length })
      : t("checkMet", { met: linesMet });
  return {
    title: t("title", { year: String(list.year), tab: queue(`tabs.${list.tab}`) }),
    facts: t("facts", { organisation: list.organisation, count: list.rows.length }),
    columns: (Object.keys(shares) as (keyof typeof shares)[]).map((key) => ({
      name: t(`columns.${key}`),
      share: shares[key],
    })),
    rows: list.rows.map((row, index) => [
      String(index + 1),
      row.teacherName,
      row.title && titles.has(row.title) ? titles(row.title) : "",
      row.school,
      `${row.subProject.code} ${row.subProject.name}`,
      checkOf(row),
      states(row.shown.label),
      formatFullDateTime(row.confirmedAt ?? row.submittedAt, "zh-CN"),
    ]),
    origin: t("origin", {
      name: list.by,
      time: formatFullDateTime(list.at, "zh-CN"),
      number: list.number,
    }),
  };
}
