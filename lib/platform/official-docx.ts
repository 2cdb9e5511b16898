import "server-only";
import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  HeadingLevel,
  type IParagraphOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from "docx";
import { issuerSizePt, MM, OFFICIAL_PAGE, type OfficialDocument } from "@/lib/kernel/official-document";

/** Twips and half-points are what the format counts in. */
const twips = (points: number) => Math.round(points * 20);
const mm = (millimetres: number) => twips(millimetres * MM);
const half = (points: number) => Math.round(points * 2);

const EM_PT = (OFFICIAL_PAGE.textWidthMm * MM) / OFFICIAL_PAGE.characters;
/** Rounded down: a grid a twip too high has one line less on a page. */
const PITCH = Math.floor(twips(OFFICIAL_PAGE.textHeightMm * MM) / OFFICIAL_PAGE.lines);
const em = (characters: number) => twips(characters * EM_PT);

/** By the names under which every Chinese office program has them; nothing is embedded, the receiver edits the text. */
const face = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name });
const FANG_SONG = face("FangSong");
const SONG = face("SimSun");
const HEI = face("SimHei");

const exactly = (line: number) => ({
  line,
  lineRule: LineRuleType.EXACT,
  before: 0,
  after: 0,
});

/** An official paper as DOCX on the page of GB/T 9704, with its grid of 22 lines of 28 characters. */
export function officialDocx(document: OfficialDocument): Promise<Buffer> {
  return Packer.toBuffer(
    new Document({
      title: document.title,
      creator: document.issuer,
      subject: document.number,
      evenAndOddHeaderAndFooters: true,
      styles: {
        default: {
          document: {
            run: {
              font: FANG_SONG,
              size: half(OFFICIAL_PAGE.bodyPt),
              language: { value: "zh-CN", eastAsia: "zh-CN" },
            },
            paragraph: { spacing: exactly(PITCH) },
          },
          title: {
            run: { font: SONG, size: half(OFFICIAL_PAGE.titlePt), bold: true, color: "000000" },
            paragraph: { alignment: AlignmentType.CENTER, spacing: exactly(Math.round(PITCH * 1.25)) },
          },
          heading1: {
            run: { font: HEI, size: half(OFFICIAL_PAGE.bodyPt), bold: false, color: "000000" },
            paragraph: { spacing: exactly(PITCH), keepNext: true, indent: firstLine },
          },
        },
      },
      sections: [
        {
          properties: {
            page: {
              size: { width: mm(OFFICIAL_PAGE.widthMm), height: mm(OFFICIAL_PAGE.heightMm) },
              margin: {
                top: mm(OFFICIAL_PAGE.topMm),
                left: mm(OFFICIAL_PAGE.leftMm),
                right: mm(OFFICIAL_PAGE.widthMm - OFFICIAL_PAGE.leftMm - OFFICIAL_PAGE.textWidthMm),
                bottom: mm(OFFICIAL_PAGE.heightMm - OFFICIAL_PAGE.topMm - OFFICIAL_PAGE.textHeightMm),
                footer: mm(22),
              },
            },
            grid: {
              type: DocumentGridType.LINES_AND_CHARS,
              linePitch: PITCH,
              charSpace: Math.round((EM_PT - OFFICIAL_PAGE.bodyPt) * 4096),
            },
          },
          footers: { default: folio(AlignmentType.RIGHT), even: folio(AlignmentType.LEFT) },
          children: [...head(document), ...text(document), ...foot(document)],
        },
      ],
    }),
  );
}

const firstLine = { firstLine: em(2), firstLineChars: 200 };

function line(words: string, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ ...options, children: [new TextRun(words)] });
}

function folio(alignment: (typeof AlignmentType)["LEFT" | "RIGHT"]): Footer {
  const size = half(OFFICIAL_PAGE.folioPt);
  const inwards = twips(OFFICIAL_PAGE.folioPt);
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: alignment === AlignmentType.LEFT ? { left: inwards } : { right: inwards },
        children: [new TextRun({ font: SONG, size, children: ["\u2014 ", PageNumber.CURRENT, " \u2014"] })],
      }),
    ],
  });
}

function head({ issuer, number, title, salutation }: OfficialDocument): Paragraph[] {
  const size = issuerSizePt(issuer);
  const red = OFFICIAL_PAGE.red.slice(1);
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { ...exactly(twips(size * 1.3)), before: mm(OFFICIAL_PAGE.issuerTopMm) },
      children: [new TextRun({ text: issuer, font: SONG, bold: true, color: red, size: half(size) })],
    }),
    line(""),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      border: { bottom: { style: BorderStyle.SINGLE, size: 16, space: 11, color: red } },
      children: [new TextRun(number)],
    }),
    line(""),
    new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(title)] }),
    line(""),
    ...salutation.map((words) => line(words)),
  ];
}

function text({ body }: OfficialDocument): Paragraph[] {
  return body.flatMap((block) =>
    block.text
      .split(/\r?\n/)
      .filter((words) => words.trim() !== "")
      .map((words) =>
        block.kind === "heading"
          ? new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(words)] })
          : line(words.trim(), { alignment: AlignmentType.BOTH, indent: firstLine }),
      ),
  );
}

/** In characters of the grid: a Latin letter or digit takes half of one. */
function widthOf(words: string): number {
  return [...words].reduce((sum, character) => sum + (character < "\u0100" ? 0.5 : 1), 0);
}

function foot({ attachments, attachmentsLabel, signature, date }: OfficialDocument): Paragraph[] {
  const label = widthOf(attachmentsLabel);
  const names = attachments.map((name, index) => {
    const number = attachments.length > 1 ? `${index + 1}. ` : "";
    const own = widthOf(number);
    const first = index === 0;
    return line(`${first ? attachmentsLabel : ""}${number}${name}`, {
      keepNext: true,
      indent: { left: em(2 + label + own), hanging: em(first ? label + own : own) },
    });
  });
  const dateWidth = date ? widthOf(date) : 0;
  const right = Math.max(4 + (dateWidth - widthOf(signature)) / 2, 2);
  const alignment = AlignmentType.RIGHT;
  return [
    ...(names.length > 0 ? [line("", { keepNext: true }), ...names] : []),
    line("", { keepNext: true }),
    line(signature, { alignment, indent: { right: em(right) }, keepNext: date !== null }),
    ...(date ? [line(date, { alignment, indent: { right: em(4) } })] : []),
  ];
}
