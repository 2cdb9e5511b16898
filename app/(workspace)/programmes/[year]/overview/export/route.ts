import { formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { type WorkbookCell, writeWorkbook } from "@/lib/platform/workbook";
import { exportOverview, measureOf, unusedSeats } from "@/lib/reporting";
import { overviewFilterSchema } from "@/lib/reporting/schema";
import type { OverviewFigures } from "@/lib/reporting/views";
import { currentActor } from "@/lib/web";

const COLUMNS = ["allocated", "carded", "registered", "confirmed", "approved"] as const;

/** The rows of the overview as its page shows them, as a spreadsheet, with who took them, when, and under which number. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ year: string }> },
): Promise<Response> {
  const [actor, { year }] = await Promise.all([currentActor(), params]);
  if (!actor) return Response.json(null, { status: 401 });
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const filter = overviewFilterSchema.safeParse({ ...asked, year });
  if (!filter.success) return Response.json(null, { status: 404 });
  try {
    const [{ number, overview }, t, locale] = await Promise.all([
      exportOverview(actor, filter.data),
      getTranslations("reporting.overview"),
      getLocale(),
    ]);
    const english = locale === "en";
    const figures = (row: OverviewFigures): WorkbookCell[] => [
      ...COLUMNS.map((column) => row[column]),
      unusedSeats(row),
      measureOf(row, "registered"),
      row.reviewHours,
    ];
    const headings = [
      ...COLUMNS.map((column) => t(`column.${column}`)),
      t("column.unused"),
      t("measure.registered"),
      t("column.hours"),
    ];
    const line = t("exportLine", {
      name: actor.name,
      organisation: english ? actor.organisationNameEn : actor.organisationName,
      time: formatFullDateTime(overview.readAt, locale),
      number,
    });
    const named = (row: { name: string; nameEn: string }) => (english ? row.nameEn : row.name);
    const file = await writeWorkbook([
      {
        name: t("table"),
        rows: [
          [t(overview.chosen ? "exportTitleOf" : "exportTitle", { year, name: overview.chosen?.code ?? "" })],
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
    return new Response(file, {
      headers: {
        "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Content-Disposition": `attachment; filename="overview-${year}-${number}.xlsx"`,
        "Cache-Control": "no-store",
      },
    });
  } catch (error) {
    if (error instanceof Forbidden) return Response.json(null, { status: 403 });
    if (error instanceof NotFound) return Response.json(null, { status: 404 });
    throw error;
  }
}
