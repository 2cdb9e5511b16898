import "server-only";
import type { Readable } from "node:stream";
import PDFDocument from "pdfkit";
import { issuerSizePt, MM, OFFICIAL_PAGE, type OfficialDocument } from "@/lib/kernel/official-document";
import { breakEvenly, breakLines } from "./line-breaking";
import { officialFonts } from "./official-fonts";

const LEFT = OFFICIAL_PAGE.leftMm * MM;
const TOP = OFFICIAL_PAGE.topMm * MM;
const WIDTH = OFFICIAL_PAGE.textWidthMm * MM;
const PITCH = (OFFICIAL_PAGE.textHeightMm * MM) / OFFICIAL_PAGE.lines;
const EM = WIDTH / OFFICIAL_PAGE.characters;
/** 28 characters of 16 pt are a little wider than 156 mm. */
const TIGHTEN = EM - OFFICIAL_PAGE.bodyPt;
/** Where a line of type stands in its row of the grid, as a part of its size. */
const ASCENT = 0.86;
/** The number of the page stands 7 mm below the text, one character from its outer edge (7.5). */
const FOLIO_BELOW = 7 * MM;
/** A line is stretched to the edge only if it lacks less than this. */
const STRETCH_MOST = 2.5 * EM;
/** Rows drawn before others get their turn: a document of a hundred pages never holds the process. */
const ROWS_A_TURN = 60;

type Face = "serif" | "title" | "sans";
type Tag = "H1" | "H2" | "P";
type Row = {
  /** Rows of the same element have the same number. */
  element: number;
  tag: Tag;
  text: string;
  x: number;
  face: Face;
  size: number;
  spacing: number;
  color?: string;
  /** Height in rows of the grid. */
  rows: number;
  /** Never the last row of a page. */
  keep?: boolean;
};

/**
 * An official paper as a tagged PDF on the page of GB/T 9704, with its faces embedded as subsets. It comes as it is set: the
 * stream breaks off if setting it does.
 */
export async function officialPdf(document: OfficialDocument): Promise<Readable> {
  const fonts = await officialFonts();
  const pdf = new PDFDocument({
    size: "A4",
    margin: 0,
    autoFirstPage: false,
    pdfVersion: "1.7",
    lang: "zh-CN",
    tagged: true,
    displayTitle: true,
    info: { Title: document.title, Author: document.issuer, Subject: document.number },
  });
  for (const [name, font] of Object.entries(fonts)) pdf.registerFont(name, font);
  set(pdf, document).then(
    () => pdf.end(),
    (error: unknown) => pdf.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return pdf as unknown as Readable;
}

async function set(pdf: PDFKit.PDFDocument, document: OfficialDocument): Promise<void> {
  const root = pdf.struct("Document");
  pdf.addStructure(root);
  let page = 0;
  let used = 0;
  const newPage = () => {
    pdf.addPage();
    page += 1;
    used = 0;
    folio(pdf, page);
  };
  newPage();
  used = head(pdf, root, document);
  let element = -1;
  let current: PDFKit.PDFStructureElement | undefined;
  let drawn = 0;
  for await (const group of together(rowsOf(pdf, document))) {
    const height = group.reduce((sum, row) => sum + row.rows, 0);
    // A group that is kept together but longer than a page would never fit.
    if (used + height > OFFICIAL_PAGE.lines + 0.01 && height <= OFFICIAL_PAGE.lines) newPage();
    for (const row of group) {
      if (used + row.rows > OFFICIAL_PAGE.lines + 0.01) newPage();
      if (row.text !== "") {
        if (row.element !== element) {
          current?.end();
          current = pdf.struct(row.tag);
          root.add(current);
          element = row.element;
        }
        drawRow(pdf, current, row, TOP + used * PITCH);
      }
      used += row.rows;
      drawn += 1;
      if (drawn % ROWS_A_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }
  current?.end();
  root.end();
}

/** The red head of the first page; returns how many rows of the grid it takes. */
function head(
  pdf: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  { issuer, number }: OfficialDocument,
): number {
  const size = issuerSizePt(issuer);
  const middle = (text: string, face: Face, points: number, baseline: number, color: string) => {
    pdf.font(face).fontSize(points);
    const x = LEFT + (WIDTH - pdf.widthOfString(text)) / 2;
    const part = pdf.struct("P", {}, () => {
      pdf.fillColor(color).text(text, x, baseline, { lineBreak: false, baseline: "alphabetic" });
    });
    root.add(part);
    part.end();
  };
  const issuerBaseline = TOP + OFFICIAL_PAGE.issuerTopMm * MM + size * ASCENT;
  middle(issuer, "title", size, issuerBaseline, OFFICIAL_PAGE.red);
  const numberBaseline = issuerBaseline + 2 * PITCH;
  middle(number, "serif", OFFICIAL_PAGE.bodyPt, numberBaseline, "black");
  const rule = numberBaseline + 4 * MM + 3;
  pdf.markContent("Artifact", { type: "Layout" });
  pdf
    .moveTo(LEFT, rule)
    .lineTo(LEFT + WIDTH, rule)
    .lineWidth(2)
    .stroke(OFFICIAL_PAGE.red);
  pdf.endMarkedContent();
  return Math.ceil((rule - TOP) / PITCH) + 1;
}

/** Odd pages carry their number on the right, even ones on the left. */
function folio(pdf: PDFKit.PDFDocument, page: number): void {
  const text = `\u2014 ${page} \u2014`;
  pdf.markContent("Artifact", { type: "Pagination" });
  pdf.font("serif").fontSize(OFFICIAL_PAGE.folioPt).fillColor("black");
  const indent = OFFICIAL_PAGE.folioPt;
  const x = page % 2 === 1 ? LEFT + WIDTH - indent - pdf.widthOfString(text) : LEFT + indent;
  const y = TOP + OFFICIAL_PAGE.textHeightMm * MM + FOLIO_BELOW;
  pdf.text(text, x, y, { lineBreak: false });
  pdf.endMarkedContent();
}

function drawRow(
  pdf: PDFKit.PDFDocument,
  element: PDFKit.PDFStructureElement | undefined,
  row: Row,
  top: number,
): void {
  const content = pdf.markStructureContent(row.tag);
  const baseline = top + (row.rows * PITCH - row.size) / 2 + row.size * ASCENT;
  pdf
    .font(row.face)
    .fontSize(row.size)
    .fillColor(row.color ?? "black")
    .text(row.text, row.x, baseline, {
      lineBreak: false,
      baseline: "alphabetic",
      characterSpacing: row.spacing,
    });
  pdf.endMarkedContent();
  element?.add(content);
}

/** Rows that must not be parted, one group at a time. */
async function* together(rows: Iterable<Row>): AsyncGenerator<Row[]> {
  let group: Row[] = [];
  for (const row of rows) {
    group.push(row);
    if (row.keep) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** Everything below the red head, as rows of the grid. */
function* rowsOf(pdf: PDFKit.PDFDocument, document: OfficialDocument): Generator<Row> {
  let element = 0;
  const blank = (keep = false): Row => ({ ...plain, element: -2, text: "", x: LEFT, keep });
  element += 1;
  yield* titleRows(pdf, document.title, element);
  yield blank(true);
  for (const line of document.salutation) {
    element += 1;
    yield* paragraph(pdf, line, { element, indent: 0 });
  }
  const last = document.body.length - 1;
  for (const [index, block] of document.body.entries()) {
    for (const text of block.text.split(/\r?\n/).filter((line) => line.trim() !== "")) {
      element += 1;
      const rows = [
        ...paragraph(pdf, text.trim(), {
          element,
          indent: 2 * EM,
          together: block.together,
          heading: block.kind === "heading",
        }),
      ];
      // The signature never stands alone on a page: the last lines of the text go with it.
      for (const [at, row] of rows.entries())
        yield index === last && at >= rows.length - 2 ? { ...row, keep: true } : row;
    }
  }
  if (document.attachments.length > 0) {
    yield blank(true);
    element += 1;
    yield* attachmentRows(pdf, document, element);
  }
  yield blank(true);
  yield* signatureRows(pdf, document, element + 1);
}

const plain = {
  tag: "P" as Tag,
  face: "serif" as Face,
  size: OFFICIAL_PAGE.bodyPt as number,
  spacing: TIGHTEN,
  rows: 1,
};

function measureIn(pdf: PDFKit.PDFDocument, face: Face, size: number, spacing: number) {
  return (text: string) => {
    pdf.font(face).fontSize(size);
    return pdf.widthOfString(text, { characterSpacing: spacing });
  };
}

function* titleRows(pdf: PDFKit.PDFDocument, title: string, element: number): Generator<Row> {
  const measure = measureIn(pdf, "title", OFFICIAL_PAGE.titlePt, 0);
  for (const text of breakEvenly(title, WIDTH - 2 * EM, measure))
    yield {
      element,
      tag: "H1",
      text,
      x: LEFT + (WIDTH - measure(text)) / 2,
      face: "title",
      size: OFFICIAL_PAGE.titlePt,
      spacing: 0,
      rows: 1.25,
      keep: true,
    };
}

type Setting = {
  element: number;
  indent: number;
  /** Of all lines but the first. */
  hanging?: number;
  together?: string;
  heading?: boolean;
  keep?: boolean;
};

function* paragraph(
  pdf: PDFKit.PDFDocument,
  text: string,
  { element, indent, hanging = 0, together, heading, keep }: Setting,
): Generator<Row> {
  const face = heading ? "sans" : "serif";
  const measure = measureIn(pdf, face, OFFICIAL_PAGE.bodyPt, TIGHTEN);
  const width = WIDTH - hanging;
  const lines = breakLines(text, { width, firstIndent: indent - hanging, together }, measure);
  for (const [index, line] of lines.entries()) {
    const start = index === 0 ? indent : hanging;
    const lacks = WIDTH - start - measure(line);
    const stretched = index < lines.length - 1 && lacks > 0 && lacks < STRETCH_MOST;
    yield {
      ...plain,
      element,
      tag: heading ? "H2" : "P",
      face,
      text: line,
      x: LEFT + start,
      spacing: TIGHTEN + (stretched ? lacks / Math.max([...line].length - 1, 1) : 0),
      keep: keep || heading,
    };
  }
}

/** Attachments two characters in, their names below each other, without a closing stop (7.3.4). */
function* attachmentRows(
  pdf: PDFKit.PDFDocument,
  { attachments, attachmentsLabel }: OfficialDocument,
  element: number,
): Generator<Row> {
  const measure = measureIn(pdf, "serif", OFFICIAL_PAGE.bodyPt, TIGHTEN);
  const start = 2 * EM + measure(attachmentsLabel);
  for (const [index, name] of attachments.entries()) {
    const label = attachments.length > 1 ? `${index + 1}. ` : "";
    yield* paragraph(pdf, index === 0 ? `${attachmentsLabel}${label}${name}` : `${label}${name}`, {
      element,
      indent: index === 0 ? 2 * EM : start,
      hanging: start + measure(label),
      keep: true,
    });
  }
}

/** The date four characters from the right edge, the issuer centred above it (7.3.5.2). */
function* signatureRows(
  pdf: PDFKit.PDFDocument,
  { signature, date }: OfficialDocument,
  element: number,
): Generator<Row> {
  const measure = measureIn(pdf, "serif", OFFICIAL_PAGE.bodyPt, TIGHTEN);
  const dateWidth = date ? measure(date) : 0;
  const middle = LEFT + WIDTH - 4 * EM - dateWidth / 2;
  const width = measure(signature);
  const x = Math.min(middle - width / 2, LEFT + WIDTH - 2 * EM - width);
  yield { ...plain, element, text: signature, x: Math.max(x, LEFT), keep: date !== null };
  if (date) yield { ...plain, element: element + 1, text: date, x: middle - dateWidth / 2 };
}
