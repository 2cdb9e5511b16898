import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import {
  confirmImport,
  createImport,
  findCatalogue,
  getImport,
  getProgrammeYear,
  importDesignations,
  importProgrammeYear,
  withdrawImport,
} from "@/lib/programmes";
import type { ProgrammeFile } from "@/lib/programmes/schema";
import { useTestDatabase } from "../../support/database";
import {
  demonstrationFile,
  programmeFile,
  programmeWorld,
  refusal,
  rowCounts,
  without,
} from "./programme-world";
import { put, putCell, spoil } from "./workbook";

useTestDatabase();
let world: Awaited<ReturnType<typeof programmeWorld>>;

beforeAll(async () => {
  world = await programmeWorld();
});

afterEach(async () => {
  await db().bulkOperation.deleteMany({});
});

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

function yearFile(year: number, change: (file: ProgrammeFile) => void = () => {}): ProgrammeFile {
  const file = { ...structuredClone(programmeFile()), year };
  change(file);
  return file;
}

async function dryRun(file: unknown) {
  const { operationId } = await createImport(world.ministry, {
    kind: "programme-year",
    year: null,
    fileName: "演示.json",
    bytes: file instanceof Uint8Array ? file : bytesOf(file),
  });
  return getImport(world.ministry, operationId);
}

describe("a year from JSON", () => {
  test("is tried out without a trace, then applied once", async () => {
    const before = await rowCounts();
    const run = await dryRun(yearFile(2022));
    expect(run).toMatchObject({ state: "dry-run", year: 2022, ready: true, problemCount: 0 });
    expect(run.counts).toEqual({
      categories: 3,
      projects: 8,
      subProjects: 24,
      windows: 11,
      institutions: 43,
      designations: 43,
      seats: 2150,
    });
    expect(await rowCounts()).toEqual({
      ...before,
      operations: 1,
      events: (before.events ?? 0) + 1,
    });

    const { counts } = await confirmImport(world.ministry, { operationId: run.id });
    expect(counts.seats).toBe(2150);
    const year = await getProgrammeYear(world.office, 2022);
    expect(year).toMatchObject({ published: false, institutionCount: 43, seats: 2150 });
    expect(year.entries.find((entry) => entry.code === "B301")).toMatchObject({
      name: "智能制造专业骨干教师示范培训",
      seats: 150,
      classCount: 3,
    });
    expect(year.windows.map((window) => window.key)).toHaveLength(11);
    expect(year.checks.every((check) => check.ok)).toBe(true);

    const applied = await rowCounts();
    expect(await refusal(confirmImport(world.ministry, { operationId: run.id }))).toEqual([
      "programmes.import-not-open",
    ]);
    expect(await refusal(dryRun(yearFile(2022)))).toEqual(["programmes.file-already-imported"]);
    expect(await rowCounts()).toEqual(applied);
    expect(await findCatalogue(2022)).toBeNull();
  });

  test("of two runs of one file only one is applied, also when both are confirmed at once", async () => {
    const runs = [await dryRun(yearFile(2031)), await dryRun(yearFile(2031))];
    const answers = await Promise.allSettled(
      runs.map((run) => confirmImport(world.ministry, { operationId: run.id })),
    );
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    expect(await db().subProject.count({ where: { year: 2031 } })).toBe(24);
  });

  test("replaces a draft as a whole and reuses the institutions that are known", async () => {
    await importProgrammeYear(world.ministry, yearFile(2032));
    const institutions = await db().organisation.count({ where: { kind: "institution" } });
    const counts = await importProgrammeYear(
      world.ministry,
      yearFile(2032, (file) => {
        file.designations.pop();
      }),
    );
    expect(counts).toMatchObject({ institutions: 0, designations: 42 });
    expect(await db().organisation.count({ where: { kind: "institution" } })).toBe(institutions);
    expect(await db().designation.count({ where: { subProject: { year: 2032 } } })).toBe(42);
  });

  test.each<[string, unknown, [code: string, place: string]]>([
    ["junk", new Uint8Array(1_048_576).fill(120), ["programmes.json-unreadable", ""]],
    ["bytes that are not UTF-8", new Uint8Array([0x22, 0xff, 0x22]), ["programmes.json-unreadable", ""]],
    ["an empty file", new Uint8Array(), ["programmes.file-empty", ""]],
    [
      "a missing field",
      { ...yearFile(2033), titleEn: undefined },
      ["programmes.json-field-missing", "titleEn"],
    ],
    [
      "an unknown field",
      { ...yearFile(2033), windowNote: "x" },
      ["programmes.json-field-unknown", "windowNote"],
    ],
    [
      "a malformed instant",
      yearFile(2033, (file) => Object.assign(file.windows[0] ?? {}, { closesAt: "5月16日" })),
      ["programmes.json-field-malformed", "windows[0].closesAt"],
    ],
    [
      "a fraction of seats",
      yearFile(2033, (file) => Object.assign(file.designations[2] ?? {}, { seats: 1.5 })),
      ["programmes.json-field-malformed", "designations[2].seats"],
    ],
    [
      "a code twice",
      yearFile(2033, (file) => {
        const [first, second] = file.categories;
        if (first && second) second.code = first.code;
      }),
      ["programmes.json-code-twice", "categories"],
    ],
    [
      "a designation of a sub-project that is not there",
      yearFile(2033, (file) => Object.assign(file.designations[0] ?? {}, { subProject: "Z999" })),
      ["programmes.json-code-unknown", "designations[0].subProject"],
    ],
    [
      "a window that ends before it begins",
      yearFile(2033, (file) =>
        Object.assign(file.windows[4] ?? {}, { closesAt: "2022-01-01T00:00:00+08:00" }),
      ),
      ["programmes.window-ends-before-start", "windows[4].closesAt"],
    ],
  ])("names %s and cannot be applied", async (_what, file, [code, place]) => {
    const before = await rowCounts();
    const run = await dryRun(file);
    expect(run.ready).toBe(false);
    expect(run.problems.map((problem) => [problem.code, problem.place])).toContainEqual([code, place]);
    expect(await refusal(confirmImport(world.ministry, { operationId: run.id }))).toEqual([
      "programmes.import-has-problems",
    ]);
    expect(without(await rowCounts(), "operations", "events")).toEqual(
      without(before, "operations", "events"),
    );
  });

  test("is withdrawn without a trace but its own", async () => {
    const before = await rowCounts();
    const run = await dryRun(yearFile(2034));
    await withdrawImport(world.ministry, { operationId: run.id });
    expect((await getImport(world.ministry, run.id)).state).toBe("abandoned");
    expect(await refusal(confirmImport(world.ministry, { operationId: run.id }))).toEqual([
      "programmes.import-not-open",
    ]);
    expect(without(await rowCounts(), "operations", "events")).toEqual(
      without(before, "operations", "events"),
    );
  });

  test("is for the ministry alone", async () => {
    const before = await rowCounts();
    for (const actor of [world.office, world.province, world.school, world.auditor])
      expect(await refusal(importProgrammeYear(actor, yearFile(2035)))).toEqual(["Forbidden"]);
    expect(await rowCounts()).toEqual(before);
  });
});

describe("designations from a table", () => {
  const table = demonstrationFile("institutions-2022.xlsx");
  const bare = (year: number) => yearFile(year, (file) => void file.designations.splice(0));

  async function tryTable(year: number, bytes: Uint8Array) {
    const { operationId } = await createImport(world.ministry, {
      kind: "designations",
      year,
      fileName: "承训单位.xlsx",
      bytes,
    });
    return getImport(world.ministry, operationId);
  }

  test("brings 43 designations by name and nothing else", async () => {
    await importProgrammeYear(world.ministry, bare(2041));
    const before = await rowCounts();
    const run = await tryTable(2041, table);
    expect(run.counts).toEqual({ created: 43, updated: 0, unchanged: 0, seats: 2150 });
    expect(without(await rowCounts(), "operations", "events")).toEqual(
      without(before, "operations", "events"),
    );
    await confirmImport(world.ministry, { operationId: run.id });
    expect(without(await rowCounts(), "operations", "events")).toEqual({
      ...without(before, "operations", "events"),
      designations: (before.designations ?? 0) + 43,
    });
    const year = await getProgrammeYear(world.ministry, 2041);
    expect(year.entries.map((entry) => entry.institutions.length).reduce((a, b) => a + b)).toBe(43);
  });

  test("agrees with what the JSON says, and brings a changed figure up to date", async () => {
    await importProgrammeYear(world.ministry, yearFile(2042));
    expect(await importDesignations(world.ministry, { year: 2042, bytes: table })).toEqual({
      created: 0,
      updated: 0,
      unchanged: 43,
      seats: 2150,
    });
    const changed = await spoil(table, (draft) => put(draft, "G2", 60));
    expect(await importDesignations(world.ministry, { year: 2042, bytes: changed })).toMatchObject({
      updated: 1,
      unchanged: 42,
      seats: 2160,
    });
  });

  test.each<[string, Parameters<typeof spoil>[1], [code: string, place: string]]>([
    ["an unknown institution", (d) => put(d, "E3", "没有的单位"), ["programmes.unknown-institution", "E3"]],
    ["an unknown sub-project", (d) => put(d, "D3", "没有的子项目"), ["programmes.unknown-sub-project", "D3"]],
    ["an institution twice", (d) => put(d, "E3", "北京师范大学"), ["programmes.designation-twice", "E3"]],
    ["no seats", (d) => put(d, "G3", 0), ["programmes.cell-not-whole", "G3"]],
    ["a text in a number", (d) => put(d, "G3", "五十"), ["programmes.cell-text", "G3"]],
    ["a blank name", (d) => put(d, "E3", null), ["programmes.cell-empty", "E3"]],
    [
      "an error cell",
      (d) => putCell(d, "G3", { type: "error", value: "#N/A" }),
      ["programmes.cell-error", "G3"],
    ],
    [
      "a total that does not add up",
      (d) => void d.rows.push(["合计", null, null, null, null, 43, 2151]),
      ["programmes.total-differs", "G45"],
    ],
    ["a missing column", (d) => put(d, "G1", "备注"), ["programmes.column-missing", ""]],
    ["a missing header", (d) => void d.rows.shift(), ["programmes.sheet-wrong", ""]],
  ])("names %s and writes nothing", async (_what, change, [code, place]) => {
    await importProgrammeYear(world.ministry, bare(2043));
    const before = await rowCounts();
    const run = await tryTable(2043, await spoil(table, change));
    expect(run.ready).toBe(false);
    expect(run.problems.map((problem) => [problem.code, problem.place])).toContainEqual([code, place]);
    expect(await refusal(confirmImport(world.ministry, { operationId: run.id }))).toEqual([
      "programmes.import-has-problems",
    ]);
    expect(without(await rowCounts(), "operations", "events")).toEqual(
      without(before, "operations", "events"),
    );
  });

  test("names everything in one answer, what cannot be read and what is not known", async () => {
    const run = await tryTable(
      2043,
      await spoil(table, (draft) => {
        put(draft, "G3", "五十");
        put(draft, "D5", "没有的子项目");
      }),
    );
    expect(run.problems.map((problem) => problem.place)).toEqual(["G3", "D5"]);
    expect(run.counts).toEqual({});
  });

  test("names the quota table as the wrong one", async () => {
    const run = await tryTable(2043, demonstrationFile("quota-table-2022.xlsx"));
    expect(run.problems.map((problem) => problem.code)).toEqual(["programmes.sheet-wrong"]);
  });

  test("of a year that is not there is not found", async () => {
    expect(await refusal(importDesignations(world.ministry, { year: 2099, bytes: table }))).toEqual([
      "NotFound",
    ]);
  });
});
