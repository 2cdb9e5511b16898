import "server-only";
import { writeXlsx } from "hucre/xlsx";

/** Text stays text whatever it begins with: no cell of ours is a formula. */
export type WorkbookCell = string | number | null;

export type WorkbookSheet = { name: string; rows: WorkbookCell[][]; widths?: number[] };

/** Characters that spreadsheets do not take in the name of a sheet, and the longest name they take. */
const NAME_LENGTH = 31;
const NOT_IN_NAMES = /[\\/?*[\]:]/g;
/** What spreadsheets take for the beginning of a formula when a cell goes on as CSV; the last four are the full-width signs. */
const RUNS_ELSEWHERE = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20";

/** Names and bodies come from people: a text that could be taken for a formula elsewhere gets an apostrophe before it. */
export function inert(text: string): string {
  return text !== "" && RUNS_ELSEWHERE.includes(text.charAt(0)) ? `'${text}` : text;
}

/** An XLSX file whose texts are all string cells. */
export async function writeWorkbook(sheets: WorkbookSheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const written = await writeXlsx({
    sheets: sheets.map(({ name, rows, widths }) => ({
      name: name.replace(NOT_IN_NAMES, " ").slice(0, NAME_LENGTH),
      rows: rows.map((row) => row.map((cell) => (typeof cell === "string" ? inert(cell) : cell))),
      ...(widths ? { columns: widths.map((width) => ({ width })) } : {}),
    })),
  });
  return new Uint8Array(written);
}
