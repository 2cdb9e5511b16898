import { beforeAll, describe, expect, it } from "vitest";
import type { WorkbookCell } from "@/lib/platform/workbook";
import {
  allocateTable,
  getAllocationTable,
  issueQuotaTable,
  readAllocationTable,
  saveQuotaDraft,
} from "@/lib/quotas";
import { allocationFile } from "../../support/allocation-file";
import { useTestDatabase } from "../../support/database";
import { codesOf } from "../../support/outcome";
import { brokenInvariants, buildBodies, buildYear, ledgerRows, newKey } from "../../support/quotas";

const database = useTestDatabase();
let bodies: Awaited<ReturnType<typeof buildBodies>>;
let year: number;
let ids: { b301: string; b302: string };

beforeAll(async () => {
  bodies = await buildBodies();
  const made = await buildYear();
  year = made.year;
  ids = { b301: made.b301.id, b302: made.b302.id };
  const { officer } = bodies.ministry;
  await saveQuotaDraft(officer, {
    year,
    cells: { 43: { B301: "60", B302: "40" }, 42: { B301: "40", B302: "0" } },
    basedOn: 0,
  });
  await issueQuotaTable(officer, {
    year,
    draft: 1,
    subProjects: ["B301", "B302"],
    reserveConfirmed: false,
    key: newKey(),
  });
});

/** As createBody gives them. */
const codeOf = ({ id }: { id: string }) => id.slice(-12);
type Rows = [string, ...WorkbookCell[]][];
const read = async (rows: Rows, headings = ["B301 演示", "演示B302"]) =>
  readAllocationTable(bodies.hunan.officer, { year, file: await allocationFile(rows, headings) });
const codes = () => ({
  first: codeOf(bodies.hunan.first),
  second: codeOf(bodies.hunan.second),
  abroad: codeOf(bodies.hubei.first),
});

describe("reading", () => {
  it("finds schools by code or name and sub-projects by code or name, and leaves blank cells alone", async () => {
    const reading = await read([
      [codes().first, 5, null],
      [bodies.hunan.second.name, null, 3],
      ["合计", 5, 3],
    ]);
    expect(reading.targets).toEqual([
      { subProjectId: ids.b301, schoolId: bodies.hunan.first.id, shown: 0, target: 5 },
      { subProjectId: ids.b302, schoolId: bodies.hunan.second.id, shown: 0, target: 3 },
    ]);
    expect(reading.columns).toMatchObject([
      { code: "B302", schools: 1, seats: 3, left: 37 },
      { code: "B301", schools: 1, seats: 5, left: 55 },
    ]);
  });

  it("names the cell of everything that is wrong, and reads nothing then", async () => {
    const { first, second, abroad } = codes();
    const problems = await codesOf(() =>
      read([
        [first, "五", -1],
        [abroad, 1, null],
        [first, 1, null],
        [second, 61, null],
      ]),
    );
    expect(problems).toEqual([
      ["programmes.cell-text", "B3"],
      ["programmes.cell-not-whole", "C3"],
      ["quotas.unknown-school", "A4"],
      ["quotas.school-twice", "A5"],
      ["quotas.more-than-left", undefined],
    ]);
  });

  it("refuses a column named twice or unknown, a file without a table, and one that changes nothing", async () => {
    const { first } = codes();
    expect(await codesOf(() => read([[first, 1, 1, 1]], ["B301", "B301", "Z999"]))).toEqual([
      ["programmes.column-twice", "C2"],
      ["programmes.unknown-sub-project", "D2"],
    ]);
    expect(await codesOf(() => read([[first, 1]], ["别的"]))).toEqual([
      ["quotas.allocation-sheet-wrong", undefined],
    ]);
    expect(await codesOf(() => read([[first, null, 0]]))).toEqual([
      ["quotas.allocation-unchanged", undefined],
    ]);
    const file = new File(["no table"], "a.xlsx");
    expect(await codesOf(() => readAllocationTable(bodies.hunan.officer, { year, file }))).toEqual([
      ["programmes.file-not-xlsx", undefined],
    ]);
  });
});

describe("allocating", () => {
  const rows = (): Rows => [
    [codes().first, 4, 2],
    [codes().second, 1, null],
  ];

  it("changes all sub-projects or none", async () => {
    const { targets } = await read(rows());
    const before = await ledgerRows(database().pool);
    const stale = targets.map((row) => (row.subProjectId === ids.b302 ? { ...row, shown: 1 } : row));
    expect(
      await codesOf(() =>
        allocateTable(bodies.hunan.officer, { year, targets: stale, cards: true, key: newKey() }),
      ),
    ).toEqual([["quotas.allocation-changed-meanwhile", undefined]]);
    expect(await ledgerRows(database().pool)).toBe(before);
  });

  it("hands down, issues cards, tells each school, and does it once however often it is sent", async () => {
    const { targets } = await read(rows());
    const key = newKey();
    const input = { year, targets, cards: true, key };
    const done = await allocateTable(bodies.hunan.officer, input);
    expect(done).toEqual({ seats: 7, cards: 7, schools: 2 });
    expect(await allocateTable(bodies.hunan.officer, input)).toEqual(done);
    const table = await getAllocationTable(bodies.hunan.officer, { year });
    const first = table.schools.find(({ code }) => code === codes().first);
    expect(first?.seats).toEqual({ [ids.b301]: 4, [ids.b302]: 2 });
    expect(table.subProjects.map(({ code, left }) => [code, left])).toEqual([
      ["B302", 38],
      ["B301", 55],
    ]);
    const { rows: told } = await database().pool.query(
      "SELECT count(*)::int AS count FROM inbox_messages WHERE kind = 'cards-issued' AND organisation_id = $1",
      [bodies.hunan.first.id],
    );
    expect(told).toEqual([{ count: 2 }]);
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });

  it("lowers nothing", async () => {
    expect(await codesOf(() => read([[codes().first, 3, null]]))).toEqual([["quotas.cell-lowers", "B3"]]);
  });
});
