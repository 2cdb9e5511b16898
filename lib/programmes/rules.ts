import { chinaDay, isWithin } from "@/lib/kernel/dates";
import { type Problem, type ProblemParam, problem } from "@/lib/kernel/problem";
import type { Sheet, SheetCell } from "@/lib/platform/spreadsheet";
import {
  CATALOGUE_GROUPS,
  type CatalogueDelivery,
  type CatalogueEntry,
  type CatalogueFacets,
  type CatalogueFilter,
  type CatalogueGroup,
  type Mode,
  OPEN_WINDOW_KEYS,
  type ProgrammeFile,
  type ProgrammeWindow,
  type PublicationCheck,
  type RegistrationState,
  SCHOOL_LEVELS,
  WINDOW_KEYS,
  type WindowKey,
  type WindowState,
  type WindowsByKey,
} from "./schema";

/** The closing as month, day and clock in China; midnight is 24:00 of the day that ends. */
export function closingParams(closesAt: Date): Record<"month" | "day" | "clock", ProblemParam> {
  const midnight = chinaDay(closesAt) !== chinaDay(new Date(closesAt.getTime() - 1));
  const day = chinaDay(midnight ? new Date(closesAt.getTime() - 1) : closesAt);
  const clock = new Date(closesAt.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
  return { month: Number(day.slice(5, 7)), day: Number(day.slice(8)), clock: midnight ? "24:00" : clock };
}

function openingParams(opensAt: Date): Record<"month" | "day" | "clock", ProblemParam> {
  const day = chinaDay(opensAt);
  const clock = new Date(opensAt.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
  return { month: Number(day.slice(5, 7)), day: Number(day.slice(8)), clock };
}

/** A key as messages choose by it: their choices know no hyphen. */
function windowWord(key: string): string {
  return key.replaceAll("-", "_");
}

export function windowIsOpen(window: ProgrammeWindow | undefined, now: Date): boolean {
  return window !== undefined && isWithin(now, window);
}

/** Past its closing, where that is allowed: the act goes on and is shown as late. */
export function windowIsLate(window: ProgrammeWindow | undefined, now: Date): boolean {
  return window !== undefined && window.enforcement === "overdue" && now >= window.closesAt;
}

/**
 * Why an act of this window cannot be done now; empty when it can. A hard window refuses from its closing instant, an overdue
 * one never does, and none allows anything before it opens.
 */
export function windowProblems(window: ProgrammeWindow | undefined, now: Date, key?: WindowKey): Problem[] {
  if (!window) return [problem("programmes.window-not-set", { window: windowWord(key ?? "other") })];
  if (now < window.opensAt)
    return [
      problem("programmes.window-not-open", {
        window: windowWord(window.key),
        opensAt: window.opensAt.toISOString(),
        ...openingParams(window.opensAt),
      }),
    ];
  if (window.enforcement === "hard" && now >= window.closesAt)
    return [
      problem("programmes.window-shut", {
        window: windowWord(window.key),
        closesAt: window.closesAt.toISOString(),
        ...closingParams(window.closesAt),
      }),
    ];
  return [];
}

/** Headings of the attachments' tables, as they are printed: region, total, sub-project, institution, classes, people. */
export const HEADINGS = {
  region: ["\u5730\u533a", "\u7701\u4efd"],
  total: ["\u5408\u8ba1", "\u603b\u8ba1"],
  category: ["\u5927\u7c7b"],
  project: ["\u9879\u76ee"],
  subProject: ["\u5b50\u9879\u76ee"],
  institution: ["\u627f\u8bad\u5355\u4f4d", "\u627f\u62c5\u5355\u4f4d"],
  classes: ["\u73ed\u6b21", "\u73ed\u6570"],
  seats: ["\u4eba\u6570", "\u540d\u989d"],
} as const;

/** Full-width forms, spaces and line breaks do not make another name. */
export function plainName(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, "");
}

export function sameName(a: string, b: string): boolean {
  return plainName(a) === plainName(b);
}

/** Looks things up by the name that people write, and offers the nearest one for a name that is not there. */
export class TableNames<Row extends { name: string }> {
  private readonly byName: Map<string, Row>;
  constructor(rows: Row[]) {
    this.byName = new Map(rows.map((row) => [plainName(row.name), row]));
  }

  find(text: string): Row | null {
    return text === "" ? null : (this.byName.get(plainName(text)) ?? null);
  }

  /** Null unless more than half of the characters agree. */
  nearest(text: string): Row | null {
    const wanted = new Set(plainName(text));
    let best: { row: Row; share: number } | null = null;
    for (const [name, row] of this.byName) {
      const letters = new Set(name);
      const common = [...letters].filter((letter) => wanted.has(letter)).length;
      const share = common / Math.max(letters.size, wanted.size, 1);
      if (share > 0.5 && share > (best?.share ?? 0)) best = { row, share };
    }
    return best?.row ?? null;
  }
}

/** The first cell of a heading at or above `lastRow`. */
export function findHeading(
  sheet: Sheet,
  words: readonly string[],
  lastRow: number,
): { row: number; column: number } | null {
  for (let row = 0; row <= lastRow; row++)
    for (let column = 0; column < sheet.columnCount; column++)
      if (words.some((word) => sameName(word, sheet.at(row, column).text))) return { row, column };
  return null;
}

const MAX_COUNT = 9999;

/** A whole number from 0 to 9999 in a cell, or what is wrong with it; text that would be one comes with the number meant. */
export function checkCount(cell: SheetCell, options: { blankIsZero: boolean }): Problem[] {
  const place = { cell: cell.address };
  const params = { cell: cell.address, text: cell.text };
  if (cell.state === "error") return [problem("programmes.cell-error", params, place)];
  if (cell.state === "no-value") return [problem("programmes.cell-no-value", params, place)];
  if (cell.state === "empty")
    return options.blankIsZero ? [] : [problem("programmes.cell-empty", params, place)];
  if (cell.number === null) {
    const meant = /\d+/.exec(cell.text.normalize("NFKC"))?.[0] ?? "";
    return [problem("programmes.cell-text", { ...params, suggestion: meant }, place)];
  }
  if (!Number.isInteger(cell.number) || cell.number < 0 || cell.number > MAX_COUNT)
    return [problem("programmes.cell-not-whole", params, place)];
  return [];
}

export type PublicationFacts = {
  state: string;
  windowKeys: string[];
  subProjects: { code: string; mode: Mode; designations: number }[];
};

/** What a year must have before it can be public; the same lines stand on the page that asks to confirm. */
export function publicationChecks(facts: PublicationFacts): PublicationCheck[] {
  const open = facts.subProjects.length > 0 && facts.subProjects.every(({ mode }) => mode === "open");
  const windows = (open ? OPEN_WINDOW_KEYS : WINDOW_KEYS).filter((key) => !facts.windowKeys.includes(key));
  const bare = facts.subProjects.filter((row) => row.designations === 0).map((row) => row.code);
  return [
    { code: "windows", ok: windows.length === 0, missing: windows },
    { code: "sub-projects", ok: facts.subProjects.length > 0, missing: [] },
    { code: "designations", ok: bare.length === 0 && facts.subProjects.length > 0, missing: bare },
  ];
}

export function checkPublication(facts: PublicationFacts): Problem[] {
  if (facts.state === "published") return [problem("programmes.already-published")];
  const codes = {
    windows: "programmes.publication-windows-missing",
    "sub-projects": "programmes.publication-empty",
    designations: "programmes.publication-designations-missing",
  } as const;
  return publicationChecks(facts)
    .filter((check) => !check.ok)
    .map((check) =>
      problem(codes[check.code], { count: check.missing.length, missing: check.missing.join(", ") }),
    );
}

/** A window is never closed early: what people were promised stays possible. */
export function checkExtension(window: ProgrammeWindow, closesAt: Date, now: Date): Problem[] {
  const place = { field: "closesAt" };
  if (closesAt <= window.closesAt)
    return [problem("programmes.window-only-later", closingParams(window.closesAt), place)];
  if (closesAt <= now) return [problem("programmes.window-in-the-past", {}, place)];
  return [];
}

/** For whom a window may be extended alone; the others hold for the whole country. */
export const EXTENSION_BODIES: Record<WindowKey, readonly ("province" | "school" | "institution")[]> = {
  budget: ["institution"],
  "class-formation": ["institution"],
  "quota-table": [],
  "quota-issue": ["province"],
  registration: ["province", "school"],
  "school-confirmation": ["province", "school"],
  "qualification-review": ["province"],
  supplement: ["province", "school"],
  placement: [],
  "opening-notice": ["institution"],
  training: [],
};

/** Where school confirmation has to close when registration closes then, if that is later than it does: as long after it as now. */
export function confirmationAfter(windows: WindowsByKey, closesAt: Date): { from: Date; to: Date } | null {
  const { registration, "school-confirmation": confirmation } = windows;
  if (!registration || !confirmation) return null;
  const distance = Math.max(0, confirmation.closesAt.getTime() - registration.closesAt.getTime());
  const to = new Date(closesAt.getTime() + distance);
  return to > confirmation.closesAt ? { from: confirmation.closesAt, to } : null;
}

export function windowState(window: ProgrammeWindow, now: Date): WindowState {
  if (now < window.opensAt) return "ahead";
  if (now < window.closesAt) return "open";
  return window.enforcement === "overdue" ? "late" : "over";
}

export function registrationState(window: { opensAt: Date; closesAt: Date }, now: Date): RegistrationState {
  if (now < window.opensAt) return "before";
  return now < window.closesAt ? "open" : "closed";
}

/** What the form of a year's file cannot say: codes once, references within the file, windows that end after they begin. */
export function checkProgrammeFile(file: ProgrammeFile): Problem[] {
  const problems: Problem[] = [];
  const projects = file.categories.flatMap((category) => category.projects);
  const subProjects = projects.flatMap((project) => project.subProjects);
  const codes = (list: { code: string }[]) => list.map((row) => row.code);
  for (const [part, list] of [
    ["categories", codes(file.categories)],
    ["projects", codes(projects)],
    ["subProjects", codes(subProjects)],
    ["institutions", codes(file.institutions)],
    ["institutions", file.institutions.map((row) => row.name)],
    ["windows", file.windows.map((window) => window.key)],
    ["designations", file.designations.map((row) => `${row.subProject} ${row.institution}`)],
  ] as const)
    for (const twice of duplicates(list))
      problems.push(problem("programmes.json-code-twice", { path: part, text: twice }));
  const known = { subProject: new Set(codes(subProjects)), institution: new Set(codes(file.institutions)) };
  file.designations.forEach((row, index) => {
    for (const part of ["subProject", "institution"] as const)
      if (!known[part].has(row[part]))
        problems.push(
          problem("programmes.json-code-unknown", {
            path: `designations[${index}].${part}`,
            text: row[part],
          }),
        );
  });
  file.windows.forEach((window, index) => {
    if (Date.parse(window.closesAt) <= Date.parse(window.opensAt))
      problems.push(
        problem("programmes.window-ends-before-start", {
          path: `windows[${index}].closesAt`,
          text: window.closesAt,
        }),
      );
  });
  return problems;
}

function duplicates(values: readonly string[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const value of values) (seen.has(value) ? twice : seen).add(value);
  return [...twice];
}

type Facts = { delivery: ReadonlyMap<string, CatalogueDelivery[]>; state: RegistrationState };

/** The values that an entry has in each group of filters. */
function valuesOf(entry: CatalogueEntry, facts: Facts): Record<CatalogueGroup, string[]> {
  const levels = entry.criteria.schoolLevels;
  return {
    category: [entry.categoryCode],
    project: [entry.projectCode],
    level: levels.length > 0 ? levels : [...SCHOOL_LEVELS],
    delivery: [...new Set((facts.delivery.get(entry.id) ?? []).map((row) => row.mode))],
    state: [facts.state],
  };
}

/**
 * The entries that pass every group, and for each value of a group how many would pass under the other groups' filters.
 * Within a group any chosen value will do.
 */
export function filterCatalogue(
  entries: CatalogueEntry[],
  filter: CatalogueFilter,
  facts: Facts,
): { entries: CatalogueEntry[]; facets: CatalogueFacets } {
  const facets: CatalogueFacets = {
    category: new Map(),
    project: new Map(),
    level: new Map(),
    delivery: new Map(),
    state: new Map(),
  };
  const search = plainName(filter.q ?? "").toLowerCase();
  const kept: CatalogueEntry[] = [];
  for (const entry of entries) {
    if (search && !plainName(`${entry.code}${entry.name}${entry.nameEn}`).toLowerCase().includes(search))
      continue;
    const values = valuesOf(entry, facts);
    const failed = CATALOGUE_GROUPS.filter(
      (group) => filter[group].length > 0 && !values[group].some((value) => filter[group].includes(value)),
    );
    for (const group of CATALOGUE_GROUPS)
      if (failed.every((other) => other === group))
        for (const value of values[group]) facets[group].set(value, (facets[group].get(value) ?? 0) + 1);
    if (failed.length === 0) kept.push(entry);
  }
  return { entries: kept, facets };
}
