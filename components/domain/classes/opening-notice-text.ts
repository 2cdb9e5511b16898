import type { ClassRow, OpeningNoticeDetail, OpeningNoticeFields } from "@/lib/classes/schema";
import { formatDate, formatFullDateTime, type Locale } from "@/lib/i18n";
import { translatorFor } from "@/lib/i18n/translator";
import type { OfficialBlock, OfficialDocument } from "@/lib/kernel/official-document";

/** The structured fields of an opening notice as the text of a paper: of the page, the PDF and the DOCX alike. */
export async function openingNoticeText(
  trainingClass: ClassRow,
  fields: OpeningNoticeFields,
  notice: Pick<OpeningNoticeDetail, "documentNumber" | "issuedAt"> | null,
  locale: Locale,
): Promise<OfficialDocument> {
  const [t, words] = await Promise.all([
    translatorFor(locale, "classes.paper"),
    translatorFor(locale, "classes"),
  ]);
  const inEnglish = locale === "en";
  const filled = (text: string) => text.trim() || t("blank");
  const common = {
    year: String(trainingClass.year),
    subProject: inEnglish ? trainingClass.subProjectNameEn : trainingClass.subProjectName,
    number: trainingClass.number,
    code: trainingClass.code,
  };
  const issuer = inEnglish ? trainingClass.institutionNameEn : trainingClass.institutionName;
  const heading = (text: string): OfficialBlock => ({ kind: "heading", text });
  const paragraph = (text: string): OfficialBlock => ({ kind: "paragraph", text });
  const demands = (["travel", "materials", "fees"] as const).filter((field) => fields[field].trim() !== "");
  const contactPhone = filled(fields.contactPhone);
  return {
    issuer,
    number: notice?.documentNumber ?? t("blank"),
    title: t("title", common),
    salutation: [t("salutation")],
    body: [
      paragraph(t("intro", common)),
      heading(t("time")),
      paragraph(
        t("timeText", {
          reportInAt: fields.reportInAt
            ? formatFullDateTime(new Date(`${fields.reportInAt}:00+08:00`), locale)
            : t("blank"),
          reportInPlace: filled(fields.reportInPlace),
        }),
      ),
      paragraph(
        t("trainingText", {
          from: formatDate(trainingClass.startsOn, locale),
          to: formatDate(trainingClass.endsOn, locale),
          days: trainingClass.days,
          hours: trainingClass.hours,
          mode: words(`modes.${trainingClass.mode}`),
          trainingPlace: filled(fields.trainingPlace),
        }),
      ),
      heading(t("people")),
      paragraph(t("peopleText")),
      heading(t("demands")),
      ...demands.map((field) => paragraph(t(field, { text: fields[field] }))),
      ...(fields.requirements.trim() ? [paragraph(fields.requirements)] : []),
      heading(t("contact")),
      {
        ...paragraph(t("contactText", { contactName: filled(fields.contactName), contactPhone })),
        together: contactPhone,
      },
    ],
    attachments: [],
    attachmentsLabel: "",
    signature: issuer,
    date: notice?.issuedAt ? formatDate(notice.issuedAt, locale) : null,
  };
}
