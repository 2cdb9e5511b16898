import "server-only";
import PDFDocument from "pdfkit";
import { officialFonts } from "./official-fonts";

/** Everything in words already: how it is laid out is all that is decided here. */
export type SheetCard = {
  code: string;
  name: string;
  lines: { label: string; value: string }[];
  note: string;
};

const MARGIN = 28;
const COLUMNS = 2;
const ROWS = 4;
const INSET = 16;

/** A4 pages for printing and cutting: eight blocks a page, a card a block, its code in large letters; tagged for readers. */
export async function cardSheetPdf(title: string, lang: string, cards: SheetCard[]): Promise<Buffer> {
  const { sans } = await officialFonts();
  const document = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    autoFirstPage: false,
    tagged: true,
    pdfVersion: "1.7",
    lang,
    displayTitle: true,
    info: { Title: title },
    // pdfkit takes a font's bytes here, which its types do not know.
    font: sans as unknown as string,
  });
  const whole = new Promise<Buffer>((resolve, reject) => {
    const parts: Buffer[] = [];
    document.on("data", (part: Buffer) => parts.push(part));
    document.on("end", () => resolve(Buffer.concat(parts)));
    document.on("error", reject);
  });
  const root = document.struct("Document");
  document.addStructure(root);
  for (const [at, card] of cards.entries()) {
    if (at % (COLUMNS * ROWS) === 0) document.addPage();
    const block = document.struct("Sect");
    root.add(block);
    block.add(document.struct("P", {}, () => drawCard(document, card, boxOf(document, at))));
    block.end();
  }
  root.end();
  document.end();
  return whole;
}

type Box = { x: number; y: number; width: number; height: number };

function boxOf({ page }: PDFKit.PDFDocument, at: number): Box {
  const width = (page.width - 2 * MARGIN) / COLUMNS;
  const height = (page.height - 2 * MARGIN) / ROWS;
  const row = Math.floor(at / COLUMNS) % ROWS;
  return { x: MARGIN + (at % COLUMNS) * width, y: MARGIN + row * height, width, height };
}

function drawCard(document: PDFKit.PDFDocument, card: SheetCard, box: Box): void {
  const [x, width] = [box.x + INSET, box.width - 2 * INSET];
  document
    .save()
    .dash(3, { space: 3 })
    .lineWidth(0.5)
    .strokeColor("#83878A")
    .rect(box.x, box.y, box.width, box.height)
    .stroke()
    .undash()
    .restore();
  const fitted = { width, height: 30, ellipsis: true };
  document
    .fillColor("#1A1D21")
    .fontSize(11)
    .text(card.name, x, box.y + INSET, fitted);
  document.fontSize(19).text(card.code, x, box.y + INSET + 32, { width, lineBreak: false });
  let y = box.y + INSET + 62;
  for (const { label, value } of card.lines) {
    document.fontSize(9).fillColor("#454B52").text(label, x, y, { width: 52 });
    document.fillColor("#1A1D21").text(value, x + 54, y, { width: width - 54, height: 13, ellipsis: true });
    y += 16;
  }
  document
    .fillColor("#454B52")
    .fontSize(8.5)
    .text(card.note, x, y + 6, { width, height: box.y + box.height - y - 10, ellipsis: true });
}
