import { beforeAll, describe, expect, test } from "vitest";
import { importProgrammeYear, readQuotaTable } from "@/lib/programmes";
import { useTestDatabase } from "../../support/database";
import { demonstrationFile, programmeFile, programmeWorld, rowCounts } from "./programme-world";
import { archive, type Draft, put, putCell, spoil } from "./workbook";

useTestDatabase();
const good = demonstrationFile("quota-table-2022.xlsx");
let world: Awaited<ReturnType<typeof programmeWorld>>;

beforeAll(async () => {
  world = await programmeWorld();
  await importProgrammeYear(world.ministry, programmeFile());
});

async function read(bytes: Uint8Array) {
  return readQuotaTable(world.ministry, { year: 2022, bytes });
}

async function problemsOf(change: (draft: Draft) => void) {
  const before = await rowCounts();
  const { problems } = await read(await spoil(good, change));
  expect(await rowCounts()).toEqual(before);
  return problems.map(({ code, cell }) => (cell ? `${code} ${cell}` : code));
}

/** Moves everything of the given rows one column to the right. */
function shift(draft: Draft, rows: number[]) {
  for (const row of rows) draft.rows[row]?.splice(2, 0, null);
  draft.merges = draft.merges.map((area) =>
    rows.includes(area.startRow) && area.startRow === area.endRow && area.startCol >= 2
      ? { ...area, startCol: area.startCol + 1, endCol: area.endCol + 1 }
      : area,
  );
}

describe("a regional quota table", () => {
  test("is read whole: 32 regions, 24 sub-projects, 2,150 seats", async () => {
    const { cells, total, problems } = await read(good);
    expect(problems).toEqual([]);
    expect(total).toBe(2150);
    expect(Object.keys(cells)).toHaveLength(32);
    expect(Object.values(cells).map((row) => Object.keys(row).length)).toEqual(Array(32).fill(24));
    expect(cells["11"]?.A101).toBe("2");
    expect(cells["66"]?.C103).toBe("0");
    const column = Object.values(cells).reduce((sum, row) => sum + Number(row.B301), 0);
    expect(column).toBe(150);
  });

  test("is found by names: rows and columns in another order, and lines above it, change nothing", async () => {
    const moved = await spoil(good, (draft) => {
      const [a, b] = [draft.rows[4], draft.rows[20]];
      if (a && b) [draft.rows[4], draft.rows[20]] = [b, a];
      for (const key of [4, 20].map((row) => `${row},26`)) draft.cells.delete(key);
      draft.rows.unshift(["演示抬头"]);
      draft.merges = draft.merges.map((area) => ({
        ...area,
        startRow: area.startRow + 1,
        endRow: area.endRow + 1,
      }));
      draft.cells = new Map(
        [...draft.cells].map(([key, cell]) => {
          const [row, column] = key.split(",").map(Number);
          return [`${(row ?? 0) + 1},${column}`, cell];
        }),
      );
    });
    const { problems, total } = await read(moved);
    expect(problems).toEqual([]);
    expect(total).toBe(2150);
  });

  test.each<[string, (draft: Draft) => void, string[]]>([
    ["a text in a number", (d) => put(d, "C5", "2人"), ["programmes.cell-text C5"]],
    ["a full-width number", (d) => put(d, "C5", "２"), ["programmes.cell-text C5"]],
    ["a fraction", (d) => put(d, "C5", 2.5), ["programmes.cell-not-whole C5"]],
    ["a negative number", (d) => put(d, "C5", -2), ["programmes.cell-not-whole C5"]],
    ["a number with five digits", (d) => put(d, "C5", 10_000), ["programmes.cell-not-whole C5"]],
    [
      "an error cell",
      (d) => putCell(d, "D7", { type: "error", value: "#REF!" }),
      ["programmes.cell-error D7"],
    ],
    [
      "a formula that was never calculated",
      (d) => putCell(d, "D7", { type: "formula", value: null, formula: "1+1" }),
      ["programmes.cell-no-value D7"],
    ],
    ["a row total that does not add up", (d) => put(d, "AA5", 34), ["programmes.total-differs AA5"]],
    [
      "a cell that no longer fits its totals",
      (d) => put(d, "C5", 3),
      ["programmes.total-differs AA5", "programmes.total-differs C37", "programmes.total-differs AA37"],
    ],
    [
      "a total that is an error",
      (d) => putCell(d, "AA37", { type: "error", value: "#VALUE!" }),
      ["programmes.cell-error AA37"],
    ],
    ["a region twice", (d) => put(d, "B6", "北京市"), ["programmes.region-twice B6"]],
    ["an unknown region", (d) => put(d, "B6", "天津"), ["programmes.unknown-region B6"]],
    ["a region left out", (d) => put(d, "B6", null), ["programmes.unknown-region B6"]],
    [
      "an unknown sub-project",
      (d) => put(d, "P4", "智能制作专业骨干教师示范培训"),
      ["programmes.unknown-sub-project P4", "programmes.column-missing"],
    ],
    [
      "a sub-project twice",
      (d) => put(d, "Q4", "智能制造专业骨干教师示范培训"),
      ["programmes.column-twice Q4", "programmes.column-missing"],
    ],
    ["no total row", (d) => void d.rows.pop(), ["programmes.total-missing"]],
  ])("names %s", async (_what, change, expected) => {
    const problems = await problemsOf(change);
    for (const line of expected) expect(problems).toContain(line);
    expect(problems.length).toBeLessThanOrEqual(expected.length + 2);
  });

  test("an unknown name comes with the nearest one", async () => {
    const { problems } = await read(
      await spoil(good, (draft) => put(draft, "P4", "智能制作专业骨干教师示范培训")),
    );
    expect(problems[0]?.params?.suggestion).toBe("智能制造专业骨干教师示范培训");
  });

  test("names headings that moved away from their columns", async () => {
    expect(await problemsOf((draft) => shift(draft, [3]))).toContain("programmes.header-moved C4");
    expect(await problemsOf((draft) => shift(draft, [2]))).toContain("programmes.header-moved E3");
    expect((await problemsOf((draft) => void draft.rows.splice(1, 1)))[0]).toMatch(
      /^programmes.header-moved/,
    );
  });

  test("names a workbook without the table", async () => {
    const { problems } = await read(demonstrationFile("institutions-2022.xlsx"));
    expect(problems.map((problem) => problem.code)).toEqual(["programmes.sheet-wrong"]);
    expect(problems[0]?.params?.sheets).toBe("承担单位");
  });

  const part = (name: string, data: string | Buffer = "<x/>") => ({ name, data: Buffer.from(data) });
  const book = part("xl/workbook.xml");
  test.each<[string, Uint8Array, string]>([
    ["nothing", new Uint8Array(), "programmes.file-empty"],
    ["1 MB of junk", new Uint8Array(1_048_576).fill(65), "programmes.file-not-xlsx"],
    [
      "1 MB of junk that begins like an archive",
      new Uint8Array(Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), Buffer.alloc(1_048_576, 7)])),
      "programmes.file-damaged",
    ],
    ["a file cut short", good.slice(0, 6_000), "programmes.file-damaged"],
    ["3 MB", new Uint8Array(3 * 1_048_576).fill(80), "programmes.file-too-large"],
    [
      "an old or locked workbook",
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      "programmes.file-old-or-locked",
    ],
    [
      "a bomb",
      archive([book, part("xl/worksheets/sheet1.xml", Buffer.alloc(30 * 1_048_576, 32))]),
      "programmes.file-unpacks-too-large",
    ],
    [
      "a bomb that lies about its size",
      archive([
        book,
        { ...part("xl/worksheets/sheet1.xml", Buffer.alloc(5 * 1_048_576, 32)), declaredSize: 900 },
      ]),
      "programmes.file-damaged",
    ],
    [
      "too many parts",
      archive([book, ...Array.from({ length: 300 }, (_, index) => part(`xl/x${index}.xml`))]),
      "programmes.file-unpacks-too-large",
    ],
    ["macros", archive([book, part("xl/vbaProject.bin")]), "programmes.file-has-macros"],
    [
      "links to other files",
      archive([book, part("xl/externalLinks/externalLink1.xml")]),
      "programmes.file-has-foreign-parts",
    ],
    [
      "a document type",
      archive([part("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')]),
      "programmes.file-has-foreign-parts",
    ],
    ["another kind of archive", archive([part("word/document.xml")]), "programmes.file-not-xlsx"],
    ["a workbook without sheets", archive([book]), "programmes.file-damaged"],
    ["a part outside the archive", archive([book, part("../../etc/x")]), "programmes.file-damaged"],
  ])("refuses %s with its own reason", async (_what, bytes, code) => {
    const before = await rowCounts();
    const { problems, cells } = await read(bytes);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(cells).toEqual({});
    expect(await rowCounts()).toEqual(before);
  });

  test("is read by the ministry alone", async () => {
    await expect(readQuotaTable(world.province, { year: 2022, bytes: good })).rejects.toThrow("quota.plan");
  });
});
