import { OfficialPaper } from "@/components/ui/official-paper";
import { type NoticeTexts, noticeText } from "./notice-text";

type Props = {
  notice: NoticeTexts;
  /** Beside its editor: smaller, and its headings are no part of the page's own order. */
  preview?: boolean;
};

/** An official notice as paper. Its text stays in the language in which it was issued. */
export async function NoticePaper({ notice, preview }: Props) {
  return (
    <div lang="zh-CN">
      <OfficialPaper
        document={await noticeText(notice)}
        titleAs={preview ? "h3" : "h1"}
        headingAs={preview ? "p" : "h2"}
        compact={preview}
      />
    </div>
  );
}
