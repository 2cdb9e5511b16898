import { OfficialPaper } from "@/components/ui/official-paper";
import type { ClassRow, OpeningNoticeDetail, OpeningNoticeFields } from "@/lib/classes/schema";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { openingNoticeText } from "./opening-notice-text";

type Props = {
  trainingClass: ClassRow;
  fields: OpeningNoticeFields;
  notice: Pick<OpeningNoticeDetail, "documentNumber" | "issuedAt"> | null;
  /** On its own page the sheet carries the h1; beside other work it is a preview. */
  titleAs?: "h1" | "h2" | "h3";
  compact?: boolean;
};

/** The structured fields of an opening notice set as the paper that is issued. */
export async function OpeningNoticePaper({ trainingClass, fields, notice, titleAs = "h3", compact }: Props) {
  const [t, locale] = await Promise.all([getTranslations("classes.paper"), getLocale()]);
  const text = await openingNoticeText(trainingClass, fields, notice, locale);
  return (
    <OfficialPaper
      document={{ ...text, date: text.date ?? t("blank") }}
      titleAs={titleAs}
      headingAs="p"
      compact={compact}
    />
  );
}
