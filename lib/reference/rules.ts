import { type Problem, problem } from "@/lib/kernel/problem";
import { MAJOR_LEVELS } from "./schema";

export type MajorRow = { code: string; level: string; name: string };

const CODE = /^\d{6}K?$/;

/**
 * A catalogue of majors as rows of cells, the first row naming the columns code, level and name in any order. Returns the clean
 * rows and every problem with its row number; rows are counted as a spreadsheet does, the header being row 1.
 */
export function readMajors(cells: string[][]): { rows: MajorRow[]; problems: Problem[] } {
  const header = (cells[0] ?? []).map((name) =>
    name
      .replace(/^\uFEFF/, "")
      .trim()
      .toLowerCase(),
  );
  const column = {
    code: header.indexOf("code"),
    level: header.indexOf("level"),
    name: header.indexOf("name"),
  };
  const lacking = Object.entries(column).filter(([, index]) => index < 0);
  if (lacking.length > 0) {
    return {
      rows: [],
      problems: lacking.map(([name]) => problem("reference.column-missing", { column: name }, { row: 1 })),
    };
  }
  const rows: MajorRow[] = [];
  const problems: Problem[] = [];
  const firstRow = new Map<string, number>();
  cells.slice(1).forEach((line, index) => {
    const row = index + 2;
    const at = (place: number) => line[place]?.trim() ?? "";
    const major = { code: at(column.code).toUpperCase(), level: at(column.level), name: at(column.name) };
    if (!major.code && !major.level && !major.name) return;
    const found = checkMajor(major, row);
    const known = firstRow.get(major.code);
    if (known !== undefined)
      found.push(problem("reference.major-twice", { code: major.code, first: known }, { row }));
    firstRow.set(major.code, known ?? row);
    if (found.length === 0) rows.push(major);
    problems.push(...found);
  });
  if (rows.length === 0 && problems.length === 0) problems.push(problem("reference.no-majors"));
  return { rows, problems };
}

function checkMajor(major: MajorRow, row: number): Problem[] {
  const problems: Problem[] = [];
  if (!CODE.test(major.code)) problems.push(problem("reference.major-code", { code: major.code }, { row }));
  if (!MAJOR_LEVELS.some((level) => level === major.level))
    problems.push(problem("reference.major-level", { level: major.level }, { row }));
  if (!major.name) problems.push(problem("reference.major-name", {}, { row }));
  return problems;
}
