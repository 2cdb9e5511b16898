import { type Actor, authorise } from "@/lib/access";
import { fail, failOn, NotFound, type Problem, problem } from "@/lib/kernel/problem";
import { readSpreadsheet, type Sheet, SpreadsheetRefusal } from "@/lib/platform/spreadsheet";
import { checkCount, HEADINGS, sameName, TableNames } from "@/lib/programmes";
import { type AllocationTarget, MOST_TARGETS, type ReadAllocationTableInput } from "../schema";
import type { AllocationColumn, AllocationReading, AllocationTable } from "../views";
import { getAllocationTable } from "./get-allocation-table";

const HEADINGS_WITHIN = 30;

type Column = { index: number; of: AllocationColumn };
type School = AllocationTable["schools"][number];
type Place = { address: string; text: string };

/** What a province's or a city's own table, filled in and handed over as XLSX, would change; nothing is written. */
export async function readAllocationTable(
  actor: Actor,
  input: ReadAllocationTableInput,
): Promise<AllocationReading> {
  authorise(actor, "quota.allocate");
  const [table, sheets] = await Promise.all([
    getAllocationTable(actor, { year: input.year }),
    input.file.arrayBuffer().then((bytes) => readSpreadsheet(new Uint8Array(bytes))),
  ]).catch((error: unknown) => {
    if (error instanceof SpreadsheetRefusal) return fail(`programmes.${error.reason}`);
    throw error;
  });
  if (table.subProjects.length === 0) throw new NotFound("table");
  const { problems, ...reading } = readAllocationSheet(sheets, table);
  failOn(problems);
  if (reading.targets.length === 0) failOn([problem("quotas.allocation-unchanged")]);
  if (reading.targets.length > MOST_TARGETS)
    failOn([problem("quotas.allocation-too-large", { most: MOST_TARGETS })]);
  return reading;
}

/**
 * Reads what a province has typed upon its table of schools and sub-projects. Rows and columns are found by codes or names, in any
 * order; a blank cell leaves a school as it is, a number is what it shall have. Pure; each problem names its cell.
 */
function readAllocationSheet(
  sheets: Sheet[],
  table: AllocationTable,
): AllocationReading & { problems: Problem[] } {
  const found = findHeadings(sheets, table.subProjects);
  if (!found) return { targets: [], columns: [], problems: [problem("quotas.allocation-sheet-wrong")] };
  const { sheet, headerRow, columns } = found;
  const problems = [...found.problems];
  const firstColumn = Math.min(...columns.map(({ index }) => index));
  const schools = new SchoolNames(table.schools);
  const seen = new Map<string, string>();
  const targets: AllocationTarget[] = [];
  for (let row = headerRow + 1; row < sheet.rowCount; row++) {
    const labels = Array.from({ length: firstColumn }, (_, at) => sheet.at(row, at)).filter(
      ({ text }) => text !== "",
    );
    const filled = columns.filter(({ index }) => sheet.at(row, index).state !== "empty");
    const isTotal = labels.some(({ text }) => HEADINGS.total.some((word) => sameName(word, text)));
    if (filled.length === 0 || isTotal) continue;
    const school = labels.map(({ text }) => schools.find(text)).find((one) => one !== null);
    const label = labels[0] ?? sheet.at(row, 0);
    if (!school) {
      problems.push(at("quotas.unknown-school", label));
      continue;
    }
    const first = seen.get(school.id);
    if (first) {
      problems.push(at("quotas.school-twice", label, { first }));
      continue;
    }
    seen.set(school.id, label.address);
    for (const { index, of } of filled) {
      const cell = sheet.at(row, index);
      const wrong = checkCount(cell, { blankIsZero: true });
      problems.push(...wrong);
      if (wrong.length > 0 || cell.number === null) continue;
      const shown = school.seats[of.id] ?? 0;
      const names = { school: school.name, schoolEn: school.nameEn, code: of.code };
      if (cell.number < shown) problems.push(at("quotas.cell-lowers", cell, { ...names, now: shown }));
      else if (cell.number > shown && of.levels && school.level && !of.levels.includes(school.level))
        problems.push(at("quotas.level-differs", cell, names));
      else if (cell.number > shown)
        targets.push({ subProjectId: of.id, schoolId: school.id, shown, target: cell.number });
    }
  }
  const sums = table.subProjects.map((of) => ({ of, ...sumOf(targets, of.id) }));
  for (const { of, seats } of sums)
    if (seats > of.left)
      problems.push(problem("quotas.more-than-left", { asked: seats, left: of.left, code: of.code }));
  return {
    targets,
    columns: sums
      .filter(({ seats }) => seats > 0)
      .map(({ of: { code, name, nameEn, left }, schools, seats }) => ({
        code,
        name,
        nameEn,
        schools,
        seats,
        left: left - seats,
      })),
    problems,
  };
}

function sumOf(targets: AllocationTarget[], subProjectId: string): { schools: number; seats: number } {
  const own = targets.filter((row) => row.subProjectId === subProjectId);
  return { schools: own.length, seats: own.reduce((sum, row) => sum + row.target - row.shown, 0) };
}

/** By code, which is unlike any other, or by the whole name. */
class SchoolNames {
  readonly #byCode: Map<string, School>;
  readonly #byName: TableNames<School>;
  constructor(schools: School[]) {
    this.#byCode = new Map(schools.map((school) => [school.code, school]));
    this.#byName = new TableNames(schools);
  }
  find(text: string): School | null {
    return this.#byCode.get(text.trim()) ?? this.#byName.find(text);
  }
}

/** The row that names the most of the province's sub-projects, by code or by name. */
function findHeadings(
  sheets: Sheet[],
  subProjects: AllocationColumn[],
): { sheet: Sheet; headerRow: number; columns: Column[]; problems: Problem[] } | null {
  const rows = sheets.flatMap((sheet) =>
    Array.from({ length: Math.min(sheet.rowCount, HEADINGS_WITHIN) }, (_, headerRow) => ({
      sheet,
      headerRow,
      named: Array.from({ length: sheet.columnCount }, (_, index) => ({
        index,
        of: subProjectOf(sheet.at(headerRow, index).text, subProjects),
      })),
    })),
  );
  const count = (row: (typeof rows)[number]) => row.named.filter(({ of }) => of).length;
  const best = rows.reduce<(typeof rows)[number] | null>(
    (most, row) => (count(row) > (most ? count(most) : 0) ? row : most),
    null,
  );
  if (!best) return null;
  const { sheet, headerRow } = best;
  const columns: Column[] = [];
  const problems: Problem[] = [];
  const firstColumn = best.named.find(({ of }) => of)?.index ?? 0;
  for (const { index, of } of best.named) {
    const cell = sheet.at(headerRow, index);
    const twin = columns.find((column) => column.of === of);
    if (of && twin)
      problems.push(at("programmes.column-twice", cell, { first: sheet.at(headerRow, twin.index).address }));
    else if (of) columns.push({ index, of });
    else if (
      index > firstColumn &&
      cell.text !== "" &&
      !HEADINGS.total.some((word) => sameName(word, cell.text))
    )
      problems.push(at("programmes.unknown-sub-project", cell, { suggestion: "" }));
  }
  return firstColumn > 0 ? { sheet, headerRow, columns, problems } : null;
}

function subProjectOf(text: string, subProjects: AllocationColumn[]): AllocationColumn | null {
  const [code = ""] = text.trim().split(/\s/);
  return (
    subProjects.find((one) => one.code === code) ??
    subProjects.find((one) => [one.name, one.shortName].some((name) => sameName(name, text))) ??
    null
  );
}

function at(code: string, cell: Place, params: Problem["params"] = {}): Problem {
  return problem(code, { cell: cell.address, text: cell.text, ...params }, { cell: cell.address });
}
