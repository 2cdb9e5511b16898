import { formatClosing, type Locale } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { DomainError, Forbidden } from "@/lib/kernel/problem";
import { cardSheetPdf, textTableXlsx } from "@/lib/platform/card-sheet";
import { env } from "@/lib/platform/env";
import { revealCardSheet } from "@/lib/quotas";
import { type CardSheet, revealCardSheetSchema } from "@/lib/quotas/schema";
import { currentActor, requireOwnOrigin } from "@/lib/web";

const TYPES = {
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** The school's usable cards as a file. A POST, since it leaves its trace; a plain form, since a download needs no script. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ year: string }> },
): Promise<Response> {
  try {
    await requireOwnOrigin();
    const [actor, { year }, form] = await Promise.all([currentActor(), params, request.formData()]);
    if (!actor) return new Response(null, { status: 401 });
    const input = revealCardSheetSchema.safeParse({ year, format: form.get("format") });
    if (!input.success) return new Response(null, { status: 400 });
    const sheet = await revealCardSheet(actor, input.data);
    const { format } = input.data;
    const bytes = format === "pdf" ? await pdfOf(sheet, year) : await xlsxOf(sheet);
    return new Response(new Uint8Array(bytes), {
      headers: {
        "content-type": TYPES[format],
        "content-disposition": `attachment; filename="cards-${year}.${format}"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    if (error instanceof Forbidden) return new Response(null, { status: 403 });
    if (error instanceof DomainError)
      return new Response(null, {
        status: 303,
        headers: { location: request.url.replace(/\/sheet.*$/, "") },
      });
    throw error;
  }
}

function nameOf(card: CardSheet["cards"][number], locale: Locale): string {
  return `${card.subProjectCode} ${locale === "en" ? card.subProjectNameEn : card.subProjectName}`;
}

async function pdfOf(sheet: CardSheet, year: string): Promise<Buffer> {
  const [t, locale] = await Promise.all([getTranslations("seats.sheet"), getLocale()]);
  const [site = ""] = env().APP_ORIGIN.split(",");
  return cardSheetPdf(
    t("title", { year }),
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
  return textTableXlsx(
    t("tab"),
    [t("code"), t("subProject"), t("teacher"), t("until")],
    sheet.cards.map((card) => [
      card.code,
      nameOf(card, locale),
      card.teacherName ?? "",
      formatClosing(card.lapsesAt, locale),
    ]),
  );
}
