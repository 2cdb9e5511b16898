import { createHash } from "node:crypto";
import { type Actor, authorise } from "@/lib/access";
import { type Problem, problem } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { readSpreadsheet, type Sheet, SpreadsheetRefusal } from "@/lib/platform/spreadsheet";
import { listRegions } from "@/lib/reference";
import { checkCount, findHeading, HEADINGS, sameName, TableNames } from "../rules";
import type { QuotaTableReading, SubProjectFacts } from "../schema";
import { loadSubProjects } from "../store";

type Named = { code: string; name: string };
type Column = { index: number; code: string };
type Layout = {
  sheet: Sheet;
  headerRow: number;
  regionColumn: number;
  totalColumn: number | null;
  columns: Column[];
};

/**
 * A regional quota table as it is exchanged between offices: a title, three rows of headings, merged cells, a total row and a
 * total column, formulas. Rows and columns are found by the names in them, in any order. Nothing is written; `cells` keeps
 * every text as it stands in the file, and each problem names its cell.
 */
export async function readQuotaTable(
  actor: Actor,
  input: { year: number; bytes: Uint8Array },
): Promise<QuotaTableReading> {
  authorise(actor, "quota.plan");
  const fileHash = createHash("sha256").update(input.bytes).digest("hex");
  let sheets: Sheet[];
  try {
    sheets = await readSpreadsheet(input.bytes);
  } catch (error) {
    if (!(error instanceof SpreadsheetRefusal)) throw error;
    return { cells: {}, total: 0, fileHash, problems: [problem(`programmes.${error.reason}`)] };
  }
  const [regions, subProjects] = await Promise.all([listRegions(db()), loadSubProjects(db(), input.year)]);
  return { fileHash, ...parseQuotaTable(sheets, regions, subProjects) };
}

/** Pure: facts in, cells and problems out. */
export function parseQuotaTable(
  sheets: Sheet[],
  regions: Named[],
  subProjects: Pick<SubProjectFacts, "code" | "name" | "projectName" | "categoryName">[],
): Omit<QuotaTableReading, "fileHash"> {
  const found = findLayout(sheets, regions, subProjects);
  if ("problems" in found) return { cells: {}, total: 0, problems: found.problems };
  const { sheet, headerRow, regionColumn, totalColumn, columns } = found.layout;
  const problems = [...found.notes];
  const regionNames = new TableNames(regions);
  const cells: Record<string, Record<string, string>> = {};
  const firstCell = new Map<string, string>();
  const columnSums = new Map<number, number | null>(columns.map((column) => [column.index, 0]));
  const columnsAreWhole = found.notes.every((note) => note.code === "programmes.total-missing");
  let total: number | null = columnsAreWhole ? 0 : null;
  const leaveColumnsUnjudged = () => {
    total = null;
    for (const column of columns) columnSums.set(column.index, null);
  };
  let totalRow: number | null = null;

  for (let row = headerRow + 1; row < sheet.rowCount; row++) {
    const label = sheet.at(row, regionColumn);
    if (isTotalRow(sheet, row, regionColumn)) {
      totalRow = row;
      break;
    }
    const filled = columns.some((column) => sheet.at(row, column.index).state !== "empty");
    if (label.state === "empty" && !filled) continue;
    const region = regionNames.find(label.text);
    if (!region) {
      problems.push(unknown("programmes.unknown-region", label, regionNames.nearest(label.text)));
      leaveColumnsUnjudged();
      continue;
    }
    const twin = firstCell.get(region.code);
    if (twin) {
      problems.push(at("programmes.region-twice", label, { first: twin }));
      leaveColumnsUnjudged();
      continue;
    }
    firstCell.set(region.code, label.address);
    let sum: number | null = columnsAreWhole ? 0 : null;
    const texts: Record<string, string> = {};
    for (const column of columns) {
      const cell = sheet.at(row, column.index);
      texts[column.code] = cell.state === "empty" ? "0" : cell.text;
      const wrong = checkCount(cell, { blankIsZero: true });
      problems.push(...wrong);
      const value = wrong.length > 0 ? null : (cell.number ?? 0);
      sum = plus(sum, value);
      columnSums.set(column.index, plus(columnSums.get(column.index) ?? null, value));
    }
    cells[region.code] = texts;
    total = plus(total, sum);
    if (totalColumn !== null) problems.push(...checkTotal(sheet, row, totalColumn, sum));
  }

  if (totalRow === null) problems.push(problem("programmes.total-missing", { where: "row" }));
  else {
    for (const column of columns)
      problems.push(...checkTotal(sheet, totalRow, column.index, columnSums.get(column.index) ?? null));
    if (totalColumn !== null) problems.push(...checkTotal(sheet, totalRow, totalColumn, total));
  }
  return { cells, total: total ?? 0, problems };
}

function findLayout(
  sheets: Sheet[],
  regions: Named[],
  subProjects: Pick<SubProjectFacts, "code" | "name" | "projectName" | "categoryName">[],
): { layout: Layout; notes: Problem[] } | { problems: Problem[] } {
  const names = new TableNames(subProjects);
  const scored = sheets.map((sheet) => ({ sheet, ...headerOf(sheet, names) }));
  const best = scored.sort((a, b) => b.matches - a.matches)[0];
  const heading = best ? findHeading(best.sheet, HEADINGS.region, best.headerRow) : null;
  if (!best || best.matches === 0 || (best.matches === 1 && !heading)) {
    const sheetNames = sheets.map((sheet) => sheet.name).join(", ");
    return { problems: [problem("programmes.sheet-wrong", { sheets: sheetNames, wanted: "quotas" })] };
  }
  const { sheet, headerRow } = best;
  if (!heading)
    return {
      problems: [
        problem("programmes.header-moved", { cell: `A${headerRow + 1}`, text: "", wanted: "region" }),
      ],
    };
  const regionNames = new TableNames(regions);
  if (!columnHolds(sheet, headerRow, heading.column, regionNames))
    return {
      problems: [at("programmes.header-moved", sheet.at(heading.row, heading.column), { wanted: "region" })],
    };

  const notes: Problem[] = [];
  const columns: Column[] = [];
  const seen = new Map<string, string>();
  let totalColumn: number | null = null;
  for (let index = heading.column + 1; index < sheet.columnCount; index++) {
    const cell = sheet.at(headerRow, index);
    if (HEADINGS.total.some((word) => sameName(word, cell.text))) {
      totalColumn = index;
      continue;
    }
    const subProject = names.find(cell.text);
    if (!subProject) {
      if (cell.state !== "empty")
        notes.push(unknown("programmes.unknown-sub-project", cell, names.nearest(cell.text)));
      else if (columnHasNumbers(sheet, headerRow, index))
        notes.push(at("programmes.header-moved", cell, { wanted: "" }));
      continue;
    }
    const twin = seen.get(subProject.code);
    if (twin) {
      notes.push(at("programmes.column-twice", cell, { first: twin }));
      continue;
    }
    seen.set(subProject.code, cell.address);
    columns.push({ index, code: subProject.code });
    notes.push(...checkHeadingsAbove(sheet, headerRow, index, subProject));
  }
  for (const subProject of subProjects)
    if (!seen.has(subProject.code))
      notes.push(problem("programmes.column-missing", { code: subProject.code, name: subProject.name }));
  if (totalColumn === null) notes.push(problem("programmes.total-missing", { where: "column" }));
  return { layout: { sheet, headerRow, regionColumn: heading.column, totalColumn, columns }, notes };
}

/** The row with the most names of sub-projects. */
function headerOf(sheet: Sheet, names: TableNames<Named>): { headerRow: number; matches: number } {
  let best = { headerRow: 0, matches: 0 };
  for (let row = 0; row < Math.min(sheet.rowCount, 30); row++) {
    let matches = 0;
    for (let column = 0; column < sheet.columnCount; column++)
      if (names.find(sheet.at(row, column).text)) matches++;
    if (matches > best.matches) best = { headerRow: row, matches };
  }
  return best;
}

/** What stands above a sub-project must be its own project and category; a shifted row of headings shows here. */
function checkHeadingsAbove(
  sheet: Sheet,
  headerRow: number,
  column: number,
  subProject: { projectName: string; categoryName: string },
): Problem[] {
  const above = [subProject.projectName, subProject.categoryName];
  return above.flatMap((wanted, step) => {
    const row = headerRow - 1 - step;
    const cell = row < 0 ? null : sheet.at(row, column);
    return !cell || cell.state === "empty" || sameName(cell.text, wanted)
      ? []
      : [at("programmes.header-moved", cell, { wanted })];
  });
}

function columnHolds(sheet: Sheet, headerRow: number, column: number, names: TableNames<Named>): boolean {
  for (let row = headerRow + 1; row < sheet.rowCount; row++)
    if (names.find(sheet.at(row, column).text)) return true;
  return false;
}

function columnHasNumbers(sheet: Sheet, headerRow: number, column: number): boolean {
  for (let row = headerRow + 1; row < sheet.rowCount; row++)
    if (sheet.at(row, column).state === "number") return true;
  return false;
}

function isTotalRow(sheet: Sheet, row: number, regionColumn: number): boolean {
  for (let column = 0; column <= regionColumn; column++)
    if (HEADINGS.total.some((word) => sameName(word, sheet.at(row, column).text))) return true;
  return false;
}

/** A sum that could not be formed, because a cell in it is wrong already, is not judged. */
function checkTotal(sheet: Sheet, row: number, column: number, computed: number | null): Problem[] {
  const cell = sheet.at(row, column);
  const wrong = checkCount(cell, { blankIsZero: false });
  if (wrong.length > 0) return wrong;
  return computed === null || cell.number === computed
    ? []
    : [at("programmes.total-differs", cell, { stated: cell.number, computed })];
}

function plus(sum: number | null, value: number | null): number | null {
  return sum === null || value === null ? null : sum + value;
}

type Place = { address: string; text: string };

function at(code: string, cell: Place, params: Problem["params"]): Problem {
  return problem(code, { cell: cell.address, text: cell.text, ...params }, { cell: cell.address });
}

function unknown(code: string, cell: Place, nearest: Named | null): Problem {
  return at(code, cell, { suggestion: nearest?.name ?? "" });
}
