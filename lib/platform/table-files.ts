import "server-only";
import type { Readable } from "node:stream";
import { type Cell, writeXlsx } from "hucre/xlsx";
import PDFDocument from "pdfkit";
import { MM } from "@/lib/kernel/official-document";
import type { TableDocument } from "@/lib/kernel/table-document";
import { breakLines } from "./line-breaking";
import { officialFonts } from "./official-fonts";
import { inert } from "./workbook";

/** A table as XLSX: title, facts, head, rows, origin; nothing in it is a formula. */
export async function tableXlsx(table: TableDocument): Promise<Uint8Array> {
  const bold = { style: { font: { bold: true } } } satisfies Partial<Cell>;
  const cells = new Map<string, Partial<Cell>>([["0,0", { style: { font: { bold: true, size: 14 } } }]]);
  for (let column = 0; column < table.columns.length; column += 1) cells.set(`2,${column}`, bold);
  const wide = 90;
  return writeXlsx({
    properties: { title: table.title, creator: table.origin },
    sheets: [
      {
        name: table.title.replace(/[\\/?*[\]:]/g, " ").slice(0, 31),
        columns: table.columns.map(({ share }) => ({ width: Math.max(6, Math.round(share * wide)) })),
        rows: [
          [table.title],
          [table.facts],
          table.columns.map(({ name }) => name),
          ...table.rows.map((row) => row.map(inert)),
          [],
          [table.origin],
        ],
        cells,
        freezePane: { rows: 3 },
        pageSetup: {
          paperSize: "a4",
          orientation: "portrait",
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
        },
      },
    ],
  });
}

const MARGIN = 18 * MM;
const WIDTH = 210 * MM - 2 * MARGIN;
const BOTTOM = 297 * MM - MARGIN - 8 * MM;
const LINE = 15;
const PAD = 4;

/** The same on A4, with the head of the table and the origin on every page. */
export async function tablePdf(table: TableDocument): Promise<Readable> {
  const { sans, title } = await officialFonts();
  const pdf = new PDFDocument({
    size: "A4",
    margin: 0,
    pdfVersion: "1.7",
    lang: "zh-CN",
    tagged: true,
    displayTitle: true,
    info: { Title: table.title, Subject: table.origin },
  });
  pdf.registerFont("sans", sans).registerFont("title", title);
  const root = pdf.struct("Document");
  pdf.addStructure(root);
  const put = (tag: string, font: string, size: number, words: string, x: number, y: number) => {
    const element = pdf.struct(tag, {}, () => {
      pdf.font(font).fontSize(size).fillColor("black").text(words, x, y, { lineBreak: false });
    });
    return element;
  };
  const widths = table.columns.map(({ share }) => share * WIDTH);
  const starts = widths.map((_, index) => widths.slice(0, index).reduce((sum, width) => sum + width, MARGIN));
  let page = 0;
  let y = MARGIN;
  const origin = () => {
    page += 1;
    pdf.markContent("Artifact", { type: "Pagination" });
    pdf.font("sans").fontSize(8).fillColor("#333333");
    pdf.text(table.origin, MARGIN, BOTTOM + 6 * MM, { lineBreak: false });
    pdf.text(String(page), MARGIN + WIDTH - pdf.widthOfString(String(page)), BOTTOM + 6 * MM, {
      lineBreak: false,
    });
    pdf.endMarkedContent();
  };
  const body = pdf.struct("Table");
  const drawRow = (cells: string[], head: boolean, repeated = false) => {
    pdf.font("sans").fontSize(10);
    const lines = cells.map((cell, index) =>
      breakLines(cell, { width: (widths[index] ?? WIDTH) - 2 * PAD }, (words) => pdf.widthOfString(words)),
    );
    const height = Math.max(...lines.map((cell) => cell.length)) * LINE + PAD;
    if (y + height > BOTTOM && !head) {
      pdf.addPage();
      origin();
      y = MARGIN;
      drawRow(
        table.columns.map(({ name }) => name),
        true,
        true,
      );
      pdf.font("sans").fontSize(10);
    }
    const write = (cell: string[], column: number) => {
      pdf.font("sans").fontSize(10).fillColor("black");
      for (const [index, words] of cell.entries())
        pdf.text(words, (starts[column] ?? MARGIN) + PAD, y + PAD / 2 + index * LINE, { lineBreak: false });
    };
    if (repeated) {
      pdf.markContent("Artifact", { type: "Layout" });
      lines.forEach(write);
      pdf.endMarkedContent();
    } else {
      const row = pdf.struct("TR");
      body.add(row);
      for (const [column, cell] of lines.entries())
        row.add(pdf.struct(head ? "TH" : "TD", {}, () => write(cell, column)));
      row.end();
    }
    y += height;
    pdf.markContent("Artifact", { type: "Layout" });
    pdf
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + WIDTH, y)
      .lineWidth(head ? 1 : 0.4)
      .stroke(head ? "#333333" : "#999999");
    pdf.endMarkedContent();
  };
  origin();
  for (const [index, words] of titleLines(pdf, table.title).entries()) {
    root.add(put(index === 0 ? "H1" : "P", "title", 16, words, MARGIN, y));
    y += 24;
  }
  root.add(put("P", "sans", 9, table.facts, MARGIN, y));
  y += 22;
  root.add(body);
  drawRow(
    table.columns.map(({ name }) => name),
    true,
  );
  for (const row of table.rows) drawRow(row, false);
  body.end();
  root.end();
  pdf.end();
  return pdf as unknown as Readable;
}

function titleLines(pdf: PDFKit.PDFDocument, title: string): string[] {
  pdf.font("title").fontSize(16);
  return breakLines(title, { width: WIDTH }, (words) => pdf.widthOfString(words));
}
