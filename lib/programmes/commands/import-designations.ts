import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { fail, failOn, type Problem, problem } from "@/lib/kernel/problem";
import { findOrganisationsByName } from "@/lib/organisations";
import { type Tx, transaction } from "@/lib/platform/db";
import { readSpreadsheet, type Sheet, SpreadsheetRefusal } from "@/lib/platform/spreadsheet";
import { accessProgrammeYear } from "../access";
import { designationsImported } from "../audit";
import { checkCount, HEADINGS, plainName, sameName, TableNames } from "../rules";
import type { DesignationRow, ImportCounts } from "../schema";

/**
 * Designations of a draft year from the table of institutions, matched by name; nothing else is created. A designation that
 * stands already is brought to the table's figures. Returns created, updated, unchanged and the seats of all rows.
 */
export async function importDesignations(
  actor: Actor,
  input: { year: number; bytes: Uint8Array },
): Promise<ImportCounts> {
  authorise(actor, "programme.import");
  const { rows, problems } = await readDesignationTable(input.bytes);
  failOn(problems);
  return transaction(actor, (tx) => importDesignationsIn(tx, actor, { year: input.year, rows }));
}

export async function importDesignationsIn(
  tx: Tx,
  actor: Actor,
  input: { year: number; rows: DesignationRow[] },
): Promise<ImportCounts> {
  const year = await accessProgrammeYear(tx, actor, "programme.import", input.year);
  if (year.state === "published") fail("programmes.already-published", { year: year.year });
  const subProjects = await tx.subProject.findMany({
    where: { year: input.year },
    select: {
      id: true,
      name: true,
      designations: { select: { id: true, institutionId: true, seats: true, classCount: true } },
    },
  });
  const names = [...new Set(input.rows.map((row) => row.institution))];
  const institutions = await findOrganisationsByName(tx, "institution", names);
  const subProjectNames = new TableNames(subProjects);
  const problems: Problem[] = [];
  const counts = { created: 0, updated: 0, unchanged: 0, seats: 0 };
  const fresh: {
    id: string;
    subProjectId: string;
    institutionId: string;
    seats: number;
    classCount: number;
  }[] = [];
  for (const row of input.rows) {
    const subProject = subProjectNames.find(row.subProject);
    const institutionId = institutions.get(row.institution);
    if (!subProject) problems.push(unknownSubProject(row, subProjectNames.nearest(row.subProject)?.name));
    if (!institutionId)
      problems.push(
        problem("programmes.unknown-institution", { cell: row.institutionCell, text: row.institution }),
      );
    if (!subProject || !institutionId) continue;
    counts.seats += row.seats;
    const target = { seats: row.seats, classCount: row.classes };
    const standing = subProject.designations.find((known) => known.institutionId === institutionId);
    if (!standing) {
      fresh.push({ id: newId(), subProjectId: subProject.id, institutionId, ...target });
      counts.created++;
    } else if (standing.seats === row.seats && standing.classCount === row.classes) counts.unchanged++;
    else {
      await tx.designation.update({ where: { id: standing.id }, data: target, select: { id: true } });
      counts.updated++;
    }
  }
  failOn(problems);
  await tx.designation.createMany({ data: fresh });
  await recordAudit(tx, actor, designationsImported(input.year, counts));
  return counts;
}

function unknownSubProject(row: DesignationRow, suggestion: string | undefined): Problem {
  return problem("programmes.unknown-sub-project", {
    cell: row.subProjectCell,
    text: row.subProject,
    suggestion: suggestion ?? "",
  });
}

/** The rows of the table of institutions, or everything that is wrong with it as a table; names are not looked up here. */
export async function readDesignationTable(
  bytes: Uint8Array,
): Promise<{ rows: DesignationRow[]; problems: Problem[] }> {
  try {
    return parseDesignationTable(await readSpreadsheet(bytes));
  } catch (error) {
    if (!(error instanceof SpreadsheetRefusal)) throw error;
    return { rows: [], problems: [problem(`programmes.${error.reason}`)] };
  }
}

const COLUMNS = ["subProject", "institution", "classes", "seats"] as const;

function parseDesignationTable(sheets: Sheet[]): { rows: DesignationRow[]; problems: Problem[] } {
  const header = sheets.map(findHeader).find((found) => found !== null);
  if (!header) {
    const names = sheets.map((sheet) => sheet.name).join(", ");
    return {
      rows: [],
      problems: [problem("programmes.sheet-wrong", { sheets: names, wanted: "designations" })],
    };
  }
  const { sheet, columns } = header;
  const missing = COLUMNS.filter((column) => columns[column] === undefined);
  if (missing.length > 0)
    return {
      rows: [],
      problems: missing.map((column) =>
        problem("programmes.column-missing", { code: "", name: HEADINGS[column][0] }),
      ),
    };
  const place = (row: number, column: (typeof COLUMNS)[number]) => sheet.at(row, columns[column] ?? 0);
  const rows: DesignationRow[] = [];
  const problems: Problem[] = [];
  const first = new Map<string, string>();
  let sum = 0;
  for (let row = header.row + 1; row < sheet.rowCount; row++) {
    const cells = {
      subProject: place(row, "subProject"),
      institution: place(row, "institution"),
      classes: place(row, "classes"),
      seats: place(row, "seats"),
    };
    if (COLUMNS.every((column) => cells[column].state === "empty")) continue;
    const wrong = [...checkCount(cells.seats, { blankIsZero: false })];
    if (isTotal(sheet, row)) {
      if (wrong.length === 0 && problems.length === 0 && cells.seats.number !== sum)
        wrong.push(
          problem("programmes.total-differs", {
            cell: cells.seats.address,
            text: cells.seats.text,
            stated: cells.seats.number,
            computed: sum,
          }),
        );
      problems.push(...wrong);
      break;
    }
    wrong.push(...checkCount(cells.classes, { blankIsZero: false }));
    for (const cell of [cells.seats, cells.classes])
      if (cell.number === 0)
        wrong.push(problem("programmes.cell-not-whole", { cell: cell.address, text: cell.text }));
    for (const cell of [cells.subProject, cells.institution])
      if (cell.state === "empty")
        wrong.push(problem("programmes.cell-empty", { cell: cell.address, text: "" }));
    const pair = `${plainName(cells.subProject.text)} ${cells.institution.text}`;
    const twin = first.get(pair);
    if (twin)
      wrong.push(
        problem("programmes.designation-twice", {
          cell: cells.institution.address,
          text: cells.institution.text,
          first: twin,
        }),
      );
    else first.set(pair, cells.institution.address);
    problems.push(...wrong);
    if (wrong.length > 0) continue;
    sum += cells.seats.number ?? 0;
    rows.push({
      subProject: cells.subProject.text,
      institution: cells.institution.text,
      seats: cells.seats.number ?? 0,
      classes: cells.classes.number ?? 0,
      subProjectCell: cells.subProject.address,
      institutionCell: cells.institution.address,
      seatsCell: cells.seats.address,
    });
  }
  if (rows.length === 0 && problems.length === 0)
    problems.push(problem("programmes.sheet-wrong", { sheets: sheet.name, wanted: "designations" }));
  return { rows, problems };
}

type Header = { sheet: Sheet; row: number; columns: Partial<Record<(typeof COLUMNS)[number], number>> };

/** The first row that names both the sub-project and the institution. */
function findHeader(sheet: Sheet): Header | null {
  for (let row = 0; row < Math.min(sheet.rowCount, 30); row++) {
    const columns: Header["columns"] = {};
    for (let index = 0; index < sheet.columnCount; index++) {
      const text = sheet.at(row, index).text;
      const column = COLUMNS.find((name) => HEADINGS[name].some((word) => sameName(word, text)));
      if (column && columns[column] === undefined) columns[column] = index;
    }
    if (columns.subProject !== undefined && columns.institution !== undefined) return { sheet, row, columns };
  }
  return null;
}

function isTotal(sheet: Sheet, row: number): boolean {
  for (let column = 0; column < Math.min(sheet.columnCount, 4); column++)
    if (HEADINGS.total.some((word) => sameName(word, sheet.at(row, column).text))) return true;
  return false;
}
