import type { OfficialBlock, OfficialDocument } from "@/lib/kernel/official-document";
import { Paper } from "./paper";

type Props = {
  document: OfficialDocument;
  titleAs?: "h1" | "h2" | "h3";
  /** A preview's headings are no part of the page's own order. */
  headingAs: "h2" | "p";
  compact?: boolean;
};

/** The text of an official paper as the sheet of a page; its PDF and DOCX are set from the same text. */
export function OfficialPaper({ document, titleAs, headingAs: Heading, compact }: Props) {
  return (
    <Paper
      issuer={document.issuer}
      number={document.number}
      title={document.title}
      titleAs={titleAs}
      compact={compact}
      addressee={document.salutation.map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
      attachments={document.attachments}
      attachmentsLabel={document.attachmentsLabel}
      signature={document.signature}
      date={document.date ?? undefined}
    >
      {document.body.map((block, index) =>
        block.kind === "heading" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs are known by their place
          <Heading key={index} className="font-bold font-sans">
            {block.text}
          </Heading>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs are known by their place
          <p key={index} className="whitespace-pre-line">
            <Unbroken block={block} />
          </p>
        ),
      )}
    </Paper>
  );
}

function Unbroken({ block: { text, together } }: { block: OfficialBlock }) {
  const at = together ? text.indexOf(together) : -1;
  if (!together || at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <span className="inline-block indent-0">{together}</span>
      {text.slice(at + together.length)}
    </>
  );
}
