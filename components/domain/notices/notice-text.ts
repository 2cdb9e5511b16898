import { formatDate } from "@/lib/i18n";
import { translatorFor } from "@/lib/i18n/translator";
import type { OfficialDocument } from "@/lib/kernel/official-document";
import type { NoticeDetail } from "@/lib/notices/schema";

export type NoticeTexts = Pick<NoticeDetail, "issuerName" | "documentNumber" | "title" | "body" | "issuedOn">;

/** An official notice as the text of a paper, in the language in which it was issued. */
export async function noticeText(notice: NoticeTexts): Promise<OfficialDocument> {
  const t = await translatorFor("zh-CN", "notices.paper");
  const of = (kind: NoticeDetail["body"][number]["kind"]) =>
    notice.body.filter((block) => block.kind === kind).map((block) => block.text);
  return {
    issuer: notice.issuerName,
    number: notice.documentNumber,
    title: notice.title,
    salutation: of("salutation").map((line) => (/[:\uff1a]$/.test(line) ? line : `${line}${t("colon")}`)),
    body: notice.body.flatMap(({ kind, text }) =>
      kind === "heading" || kind === "paragraph" ? [{ kind, text }] : [],
    ),
    attachments: of("attachment"),
    attachmentsLabel: t("attachments"),
    signature: notice.issuerName,
    date: notice.issuedOn ? formatDate(notice.issuedOn, "zh-CN") : null,
  };
}
