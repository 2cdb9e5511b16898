import { Paper } from "@/components/ui/paper";
import { formatDate } from "@/lib/i18n";
import { getTranslations } from "@/lib/i18n/translations";
import type { NoticeDetail } from "@/lib/notices/schema";

type Props = {
  notice: Pick<NoticeDetail, "issuerName" | "documentNumber" | "title" | "body" | "issuedOn">;
  /** Beside its editor: smaller, and its headings are no part of the page's own order. */
  preview?: boolean;
};

/** An official notice as paper. Its text stays in the language in which it was issued. */
export async function NoticePaper({ notice, preview }: Props) {
  const t = await getTranslations("notices.paper");
  const of = (kind: NoticeDetail["body"][number]["kind"]) =>
    notice.body.filter((block) => block.kind === kind).map((block) => block.text);
  const text = notice.body.filter((block) => block.kind === "heading" || block.kind === "paragraph");
  return (
    <div lang="zh-CN">
      <Paper
        issuer={notice.issuerName}
        number={notice.documentNumber}
        title={notice.title}
        titleAs={preview ? "h3" : "h1"}
        compact={preview}
        addressee={of("salutation").map((line) => (
          <span key={line} className="block">
            {/[:\uff1a]$/.test(line) ? line : `${line}${t("colon")}`}
          </span>
        ))}
        attachments={of("attachment")}
        attachmentsLabel={t("attachments")}
        signature={notice.issuerName}
        date={notice.issuedOn ? formatDate(notice.issuedOn, "zh-CN") : undefined}
      >
        {text.map((block, index) => {
          const Line = block.kind === "heading" && !preview ? "h2" : "p";
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs are known by their place
            <Line key={index} className={block.kind === "heading" ? "font-bold font-sans" : undefined}>
              {block.text}
            </Line>
          );
        })}
      </Paper>
    </div>
  );
}
