import "server-only";
import { type Cell, type CellValue, type Sheet as ReadSheet, readXlsx } from "hucre/xlsx";
import { type Entry, fromBuffer, type ZipFile } from "yauzl";

/** Far above our largest table (32 × 24 cells in 11 kB), far below what could hurt. */
const MAX_FILE_BYTES = 2 * 1024 * 1024;
const MAX_ENTRIES = 200;
const MAX_UNPACKED_BYTES = 20 * 1024 * 1024;
const MAX_RATIO = 200;
/** Small parts may compress very well without being a bomb. */
const RATIO_FREE_BYTES = 256 * 1024;
const MAX_ROWS = 20_000;
const MAX_COLUMNS = 200;

export const SPREADSHEET_REFUSALS = [
  "file-empty",
  "file-too-large",
  "file-not-xlsx",
  "file-old-or-locked",
  "file-unpacks-too-large",
  "file-has-macros",
  "file-has-foreign-parts",
  "file-damaged",
] as const;
export type SpreadsheetRefusalReason = (typeof SPREADSHEET_REFUSALS)[number];

/** The file as a whole cannot be used; nothing of it was read. */
export class SpreadsheetRefusal extends Error {
  readonly reason: SpreadsheetRefusalReason;
  constructor(reason: SpreadsheetRefusalReason) {
    super(reason);
    this.name = "SpreadsheetRefusal";
    this.reason = reason;
  }
}

/** no-value: a formula that its program never calculated; other: a date or a truth value. */
export type SheetCellState = "empty" | "text" | "number" | "other" | "error" | "no-value";

export type SheetCell = {
  /** As people name it, such as C5. */
  address: string;
  state: SheetCellState;
  /** Trimmed, as typed; a formula's last calculated value. */
  text: string;
  number: number | null;
};

export type Sheet = {
  name: string;
  rowCount: number;
  columnCount: number;
  /** 0-based; the cell that a merged area covers is the area's first one. */
  at: (row: number, column: number) => SheetCell;
};

const OLE_MAGIC = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const ZIP_MAGIC = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const ERROR_TEXT = /^#(DIV\/0!|N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|GETTING_DATA)$/;

/**
 * The visible sheets of an XLSX file from a stranger. The archive is weighed before anything is parsed: number of parts, sizes
 * as declared and as unpacked, macros, foreign parts and document types. Formulas are never calculated: their last value
 * counts. Throws SpreadsheetRefusal.
 */
export async function readSpreadsheet(bytes: Uint8Array): Promise<Sheet[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length === 0) throw new SpreadsheetRefusal("file-empty");
  if (buffer.length > MAX_FILE_BYTES) throw new SpreadsheetRefusal("file-too-large");
  if (buffer.subarray(0, 4).equals(OLE_MAGIC)) throw new SpreadsheetRefusal("file-old-or-locked");
  if (!buffer.subarray(0, 4).equals(ZIP_MAGIC)) throw new SpreadsheetRefusal("file-not-xlsx");
  await weighArchive(buffer);
  try {
    const workbook = await readXlsx(buffer, { maxRows: MAX_ROWS + 1 });
    return workbook.sheets.filter((sheet) => !sheet.hidden && !sheet.veryHidden).map(toSheet);
  } catch (error) {
    if (error instanceof SpreadsheetRefusal) throw error;
    throw new SpreadsheetRefusal("file-damaged");
  }
}

async function weighArchive(buffer: Buffer): Promise<void> {
  const names = new Set<string>();
  let unpacked = 0;
  try {
    const archive = await openArchive(buffer);
    if (archive.entryCount > MAX_ENTRIES) throw new SpreadsheetRefusal("file-unpacks-too-large");
    for await (const entry of entriesOf(archive)) {
      const name = entry.fileName.toLowerCase();
      if (names.has(name)) throw new SpreadsheetRefusal("file-damaged");
      names.add(name);
      refuseByName(name);
      unpacked += entry.uncompressedSize;
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
      if (unpacked > MAX_UNPACKED_BYTES || (entry.uncompressedSize > RATIO_FREE_BYTES && ratio > MAX_RATIO))
        throw new SpreadsheetRefusal("file-unpacks-too-large");
      if (!name.endsWith("/")) await weighEntry(archive, entry);
    }
  } catch (error) {
    if (error instanceof SpreadsheetRefusal) throw error;
    throw new SpreadsheetRefusal("file-damaged");
  }
  if (!names.has("xl/workbook.xml")) throw new SpreadsheetRefusal("file-not-xlsx");
}

function refuseByName(name: string): void {
  if (name.endsWith("vbaproject.bin") || name.includes("/macrosheets/"))
    throw new SpreadsheetRefusal("file-has-macros");
  if (/\/(externallinks|embeddings|activex|querytables)\//.test(name) || name.endsWith("connections.xml"))
    throw new SpreadsheetRefusal("file-has-foreign-parts");
}

function openArchive(buffer: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true }, (error, archive) =>
      error ? reject(error) : resolve(archive),
    );
  });
}

async function* entriesOf(archive: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      archive.removeAllListeners();
      archive.once("entry", resolve);
      archive.once("end", () => resolve(null));
      archive.once("error", reject);
      archive.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

/** Unpacks one part without keeping it: yauzl stops a part that is larger than it declared. */
async function weighEntry(archive: ZipFile, entry: Entry): Promise<void> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    archive.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  let tail = "";
  for await (const chunk of stream) {
    const text = tail + (chunk as Buffer).toString("latin1");
    if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new SpreadsheetRefusal("file-has-foreign-parts");
    tail = text.slice(-16);
  }
}

function toSheet(sheet: ReadSheet): Sheet {
  const columnCount = sheet.rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  if (sheet.rows.length > MAX_ROWS || columnCount > MAX_COLUMNS)
    throw new SpreadsheetRefusal("file-unpacks-too-large");
  const origins = new Map<string, [number, number]>();
  for (const area of sheet.merges ?? [])
    for (let row = area.startRow; row <= Math.min(area.endRow, sheet.rows.length); row++)
      for (let column = area.startCol; column <= Math.min(area.endCol, columnCount); column++)
        origins.set(`${row},${column}`, [area.startRow, area.startCol]);
  return {
    name: sheet.name,
    rowCount: sheet.rows.length,
    columnCount,
    at(row, column) {
      const [fromRow, fromColumn] = origins.get(`${row},${column}`) ?? [row, column];
      return toCell(
        addressOf(row, column),
        sheet.rows[fromRow]?.[fromColumn] ?? null,
        sheet.cells?.get(`${fromRow},${fromColumn}`),
      );
    },
  };
}

function toCell(address: string, plain: CellValue, detail: Cell | undefined): SheetCell {
  const value = plain ?? detail?.value ?? null;
  const text = value instanceof Date ? value.toISOString() : String(value ?? "").trim();
  if (detail?.type === "error" || (detail?.formula !== undefined && ERROR_TEXT.test(text)))
    return { address, state: "error", text, number: null };
  if (value === null || text === "")
    return { address, state: detail?.formula === undefined ? "empty" : "no-value", text: "", number: null };
  if (typeof value === "number") return { address, state: "number", text, number: value };
  return { address, state: typeof value === "string" ? "text" : "other", text, number: null };
}

/** 0-based row and column as A1, Z1, AA1. */
export function addressOf(row: number, column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}
