import type { Actor } from "@/lib/access";
import { formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { type WorkbookCell, writeWorkbook } from "@/lib/platform/workbook";
import { comparedBy, exportComparison } from "@/lib/reporting";
import { type ComparisonFilter, comparisonFilterSchema } from "@/lib/reporting/schema";
import type { ComparisonRow } from "@/lib/reporting/views";
import { defineFileAction, savedFile } from "@/lib/web";
import { comparisonAddress } from "../address";

const COLUMNS = ["allocated", "needed", "met", "registered", "used", "lastUsed", "hours"] as const;

export const POST = defineFileAction({
  input: comparisonFilterSchema,
  write: comparisonFile,
  page: (filter) => comparisonAddress(`/programmes/${filter.year}/comparison`, filter),
});

/** The rows of the comparison as its page shows them, as a spreadsheet, with who took them, when, and under which number. */
async function comparisonFile(actor: Actor, filter: ComparisonFilter): Promise<Response> {
  const [{ number, comparison }, t, overviewWords, locale] = await Promise.all([
    exportComparison(actor, filter),
    getTranslations("reporting.comparison"),
    getTranslations("reporting.overview"),
    getLocale(),
  ]);
  const english = locale === "en";
  const columns = COLUMNS.filter((column) => column !== "lastUsed" || comparison.lastYear !== null);
  const figures = (
    row: Pick<ComparisonRow, "allocated" | "needed" | "registered" | "last" | "reviewHours">,
  ): WorkbookCell[] => columns.map((column) => comparedBy(row, column));
  const chosen = comparison.chosen?.code;
  const title = [t("exportTitle", { year: String(filter.year) }), chosen].filter(Boolean).join(" ");
  const line = overviewWords("exportLine", {
    name: actor.name,
    organisation: english ? actor.organisationNameEn : actor.organisationName,
    time: formatFullDateTime(comparison.readAt, locale),
    number,
  });
  const file = await writeWorkbook([
    {
      name: overviewWords("table"),
      rows: [
        [title],
        [line],
        [
          overviewWords("code"),
          overviewWords(`levels.${comparison.level}`),
          ...columns.map((column) => t(`column.${column}`)),
        ],
        ...comparison.rows.map((row) => [row.code, english ? row.nameEn : row.name, ...figures(row)]),
        ["", overviewWords("all"), ...figures(comparison.total)],
      ],
      widths: [10, 24],
    },
  ]);
  return savedFile(file, "xlsx", title, `comparison-${filter.year}-${number}`);
}
