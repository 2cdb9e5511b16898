import { formatClosing, type Locale } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { cardSheetPdf } from "@/lib/platform/card-sheet";
import { env } from "@/lib/platform/env";
import { writeWorkbook } from "@/lib/platform/workbook";
import { revealCardSheet } from "@/lib/quotas";
import { type CardSheet, revealCardSheetSchema } from "@/lib/quotas/schema";
import { defineFileAction, savedFile } from "@/lib/web";

/** The school's usable cards. */
export const POST = defineFileAction({
  input: revealCardSheetSchema,
  write: async (actor, { year, format }) => {
    const [sheet, t] = await Promise.all([
      revealCardSheet(actor, { year, format }),
      getTranslations("seats.sheet"),
    ]);
    const title = t("title", { year: String(year) });
    const file = format === "pdf" ? await pdfOf(sheet, title) : await xlsxOf(sheet);
    return savedFile(new Uint8Array(file), format, title, `cards-${year}`);
  },
  page: ({ year }) => `/programmes/${year}/cards`,
});

function nameOf(card: CardSheet["cards"][number], locale: Locale): string {
  return `${card.subProjectCode} ${locale === "en" ? card.subProjectNameEn : card.subProjectName}`;
}

async function pdfOf(sheet: CardSheet, title: string): Promise<Buffer> {
  const [t, locale] = await Promise.all([getTranslations("seats.sheet"), getLocale()]);
  const [site = ""] = env().APP_ORIGIN.split(",");
  return cardSheetPdf(
    title,
    locale,
    sheet.cards.map((card) => ({
      code: card.code,
      name: nameOf(card, locale),
      lines: [
        { label: t("school"), value: locale === "en" ? sheet.schoolEn : sheet.school },
        { label: t("teacher"), value: card.teacherName ?? t("anyTeacher") },
        { label: t("until"), value: formatClosing(card.lapsesAt, locale) },
        { label: t("site"), value: site },
      ],
      note: t("note"),
    })),
  );
}

async function xlsxOf(sheet: CardSheet): Promise<Uint8Array> {
  const [t, locale] = await Promise.all([getTranslations("seats.sheet"), getLocale()]);
  const rows = sheet.cards.map((card) => [
    card.code,
    nameOf(card, locale),
    card.teacherName ?? "",
    formatClosing(card.lapsesAt, locale),
  ]);
  const head = [t("code"), t("subProject"), t("teacher"), t("until")];
  return writeWorkbook([{ name: t("tab"), rows: [head, ...rows], widths: [24, 48, 12, 20] }]);
}
