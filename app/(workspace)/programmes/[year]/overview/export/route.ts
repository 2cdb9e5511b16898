import type { Actor } from "@/lib/access";
import { formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { type WorkbookCell, writeWorkbook } from "@/lib/platform/workbook";
import { exportOverview, measureOf, unusedSeats } from "@/lib/reporting";
import { type OverviewFilter, overviewFilterSchema } from "@/lib/reporting/schema";
import type { OverviewFigures } from "@/lib/reporting/views";
import { defineFileAction, savedFile } from "@/lib/web";
import { overviewAddress } from "../address";

const COLUMNS = ["allocated", "carded", "registered", "confirmed", "approved"] as const;

export const POST = defineFileAction({
  input: overviewFilterSchema,
  write: overviewFile,
  page: (filter) => overviewAddress(`/programmes/${filter.year}/overview`, filter),
});

/** The rows of the overview as its page shows them, as a spreadsheet, with who took them, when, and under which number. */
async function overviewFile(actor: Actor, filter: OverviewFilter): Promise<Response> {
  const [{ number, overview }, t, locale] = await Promise.all([
    exportOverview(actor, filter),
    getTranslations("reporting.overview"),
    getLocale(),
  ]);
  const english = locale === "en";
  const named = (row: { name: string; nameEn: string }) => (english ? row.nameEn : row.name);
  const figures = (row: OverviewFigures): WorkbookCell[] => [
    ...COLUMNS.map((column) => row[column]),
    unusedSeats(row),
    measureOf(row, "registered"),
    row.reviewHours,
    row.undecided,
    row.reserved,
  ];
  const headings = [
    ...COLUMNS.map((column) => t(`column.${column}`)),
    t("column.unused"),
    t("measure.registered"),
    t("column.hours"),
    t("column.undecided"),
    t("column.reserved"),
  ];
  const words = { year: String(filter.year), name: overview.chosen?.code ?? "" };
  const title = t(overview.chosen ? "exportTitleOf" : "exportTitle", words);
  const line = t("exportLine", {
    name: actor.name,
    organisation: english ? actor.organisationNameEn : actor.organisationName,
    time: formatFullDateTime(overview.readAt, locale),
    number,
  });
  const file = await writeWorkbook([
    {
      name: t("table"),
      rows: [
        [title],
        [line],
        [t("code"), t(`levels.${overview.level}`), ...headings],
        ...overview.bodies.map((body) => [body.code, named(body), ...figures(body)]),
        ["", t("all"), ...figures(overview.total)],
      ],
      widths: [10, 24],
    },
    {
      name: t("subProjectTable"),
      rows: [
        [line],
        [t("code"), t("subProject"), ...headings],
        ...overview.subProjects.map((row) => [row.code, named(row), ...figures(row)]),
      ],
      widths: [10, 40],
    },
  ]);
  return savedFile(file, "xlsx", title, `overview-${filter.year}-${number}`);
}
