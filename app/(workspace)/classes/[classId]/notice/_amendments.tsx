import { amendmentText } from "@/components/domain/classes/amendment-text";
import { DocumentLinks } from "@/components/ui/document-links";
import { OfficialPaper } from "@/components/ui/official-paper";
import { Section } from "@/components/ui/page-header";
import type { ClassRow } from "@/lib/classes/schema";
import type { NoticeAmendment } from "@/lib/classes/views";
import { formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";

type Props = { trainingClass: ClassRow; amendments: NoticeAmendment[]; changes: string };

/** What has changed since the notice, one paper after the other, below the notice itself. */
export async function Amendments({ trainingClass, amendments, changes }: Props) {
  const [t, locale] = await Promise.all([getTranslations("amendment"), getLocale()]);
  const papers = await Promise.all(
    amendments.map(async (one) => ({
      one,
      text: await amendmentText(trainingClass, one, changes, locale),
    })),
  );
  return papers.map(({ one, text }) => (
    <Section
      key={one.id}
      id={`amendment-${one.number}`}
      title={t("heading", { number: one.number })}
      note={t("issuedBy", { name: one.issuedByName, time: formatFullDateTime(one.issuedAt, locale) })}
      aside={
        <DocumentLinks
          base={`/classes/${one.classId}/notice/amendments/${one.number}`}
          words={{ pdf: t("pdf"), docx: t("docx") }}
        />
      }
    >
      <div className="mx-auto w-full max-w-[50rem] pt-3">
        <OfficialPaper document={{ ...text, date: text.date ?? "" }} titleAs="h3" headingAs="p" />
      </div>
    </Section>
  ));
}
