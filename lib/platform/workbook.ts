import "server-only";
import { writeXlsx } from "hucre/xlsx";

/** Text stays text whatever it begins with: no cell of ours is a formula. */
export type WorkbookCell = string | number | null;

export type WorkbookSheet = { name: string; rows: WorkbookCell[][]; widths?: number[] };

/** Characters that spreadsheets do not take in the name of a sheet, and the longest name they take. */
const NAME_LENGTH = 31;
const NOT_IN_NAMES = /[\\/?*[\]:]/g;
/** What a program that pastes the cell elsewhere would run. */
const RUNS_ELSEWHERE = /^[=+\-@\t\r]/;

/**
 * An XLSX file. Every text is written as a string cell, and one that could be taken for a formula after being copied or saved as
 * text gets an apostrophe before it.
 */
export async function writeWorkbook(sheets: WorkbookSheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const written = await writeXlsx({
    sheets: sheets.map(({ name, rows, widths }) => ({
      name: name.replace(NOT_IN_NAMES, " ").slice(0, NAME_LENGTH),
      rows: rows.map((row) => row.map(safeCell)),
      ...(widths ? { columns: widths.map((width) => ({ width })) } : {}),
    })),
  });
  return new Uint8Array(written);
}

function safeCell(cell: WorkbookCell): WorkbookCell {
  return typeof cell === "string" && RUNS_ELSEWHERE.test(cell) ? `'${cell}` : cell;
}
