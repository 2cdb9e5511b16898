import type { ClassRow } from "@/lib/classes/schema";
import type { NoticeAmendment } from "@/lib/classes/views";
import { formatDate, type Locale } from "@/lib/i18n";
import { translatorFor } from "@/lib/i18n/translator";
import type { OfficialBlock, OfficialDocument } from "@/lib/kernel/official-document";

type Words = Pick<NoticeAmendment, "text" | "people" | "joined"> & {
  documentNumber: string | null;
  issuedAt: Date | null;
};

/** A change of an issued opening notice as the text of a paper of its own. */
export async function amendmentText(
  trainingClass: ClassRow,
  amendment: Words,
  /** The document number of the notice that it changes. */
  changes: string,
  locale: Locale,
): Promise<OfficialDocument> {
  const [t, paper] = await Promise.all([
    translatorFor(locale, "amendment.paper"),
    translatorFor(locale, "classes.paper"),
  ]);
  const inEnglish = locale === "en";
  const common = {
    year: String(trainingClass.year),
    subProject: inEnglish ? trainingClass.subProjectNameEn : trainingClass.subProjectName,
    number: trainingClass.number,
    code: trainingClass.code,
  };
  const issuer = inEnglish ? trainingClass.institutionNameEn : trainingClass.institutionName;
  const block = (kind: OfficialBlock["kind"], text: string): OfficialBlock => ({ kind, text });
  const roster = amendment.joined > 0;
  const lines = amendment.text.split(/\n+/).filter((line) => line.trim() !== "");
  return {
    issuer,
    number: amendment.documentNumber ?? paper("blank"),
    title: t("title", common),
    salutation: [paper("salutation")],
    body: [
      block("paragraph", t("intro", { ...common, changes })),
      ...(roster
        ? [
            block("heading", t("people")),
            block("paragraph", t("peopleText", { people: amendment.people, joined: amendment.joined })),
          ]
        : []),
      ...(lines.length > 0
        ? [
            block("heading", t(roster ? "othersSecond" : "othersFirst")),
            ...lines.map((line) => block("paragraph", line.trim())),
          ]
        : []),
      block("paragraph", t("rest", { changes })),
    ],
    attachments: [],
    attachmentsLabel: "",
    signature: issuer,
    date: amendment.issuedAt ? formatDate(amendment.issuedAt, locale) : null,
  };
}
