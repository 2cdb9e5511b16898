import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  parseWeights,
  partsOf,
  planFill,
} from "../../../app/(workspace)/programmes/[year]/quotas/_grid/fill";
import { GridStore, seatsOf } from "../../../app/(workspace)/programmes/[year]/quotas/_grid/grid-store";
import { Weights } from "../../../app/(workspace)/programmes/[year]/quotas/_grid/weights";

const REGIONS = [
  { code: "42", name: "湖北" },
  { code: "43", name: "湖南" },
  { code: "44", name: "广东" },
];
const COLUMNS = [
  { code: "B301", name: "智能制造", plan: 10, locked: false },
  { code: "B302", name: "新能源汽车", plan: 6, locked: false },
  { code: "B303", name: "大数据", plan: 6, locked: true },
];
const POPULATION: Record<string, number> = { "42": 5830, "43": 6604, "44": 12_656 };

function grid(texts: string[][]) {
  const copy = () => texts.map((row) => [...row]);
  return new GridStore(REGIONS, COLUMNS, copy(), copy());
}
const BLANK = [
  ["", "", "2"],
  ["", "", "2"],
  ["", "", "2"],
];
const COLUMN = { top: 0, bottom: 2, left: 0, right: 0 };
const byPopulation = (r: number) => POPULATION[REGIONS[r]?.code ?? ""] ?? 0;
const request = {
  range: COLUMN,
  weight: byPopulation,
  minimum: 0,
  maximum: null,
  keepFilled: false,
  part: null,
};

describe("a fill by weights", () => {
  it("shares the plan of a column, says what changes, and is one step to undo", () => {
    const store = grid([
      ["2", "", "2"],
      ["3", "", "2"],
      ["6", "", "2"],
    ]);
    const plan = planFill(store, request);
    expect(plan.columns).toEqual([{ c: 0, kept: 0, total: 10, refusal: null }]);
    expect(plan).toMatchObject({ up: 0, gained: 0, down: 1, lost: 1 });
    expect(plan.cells).toEqual([{ r: 2, c: 0, text: "5" }]);
    store.write(plan.cells);
    expect(store.column(0)).toMatchObject({ sum: 10, left: 0 });
    store.undo();
    expect(store.text({ r: 2, c: 0 })).toBe("6");
  });

  it("fills several columns so that each plan and each region’s part come out exactly", () => {
    const store = grid([
      ["6", "2", "2"],
      ["1", "2", "2"],
      ["1", "4", "2"],
    ]);
    const range = { top: 0, bottom: 2, left: 0, right: 2 };
    const part = partsOf(store, range, (r, c) => seatsOf(store.text({ r, c })));
    const plan = planFill(store, { ...request, range, part });
    expect(plan.columns.map(({ c, refusal }) => [c, refusal])).toEqual([
      [0, null],
      [1, null],
    ]);
    store.write(plan.cells);
    expect([store.column(0), store.column(1)]).toMatchObject([
      { sum: 10, left: 0 },
      { sum: 6, left: 0 },
    ]);
    // Now 8, 3 and 5 of 16: the regions keep their sums, whatever their weights.
    const sums = REGIONS.map((_, r) =>
      [0, 1].reduce((sum, c) => sum + (seatsOf(store.text({ r, c })) ?? 0), 0),
    );
    expect(sums).toEqual([8, 3, 5]);
    const tight = planFill(store, { ...request, range, part, maximum: 3 });
    expect(tight.columns[0]?.refusal).toMatchObject({ kind: "unreachable" });
    expect(tight.cells).toEqual([]);
  });

  it("keeps cells outside the selection and, if asked, filled ones; never touches an issued column", () => {
    const store = grid([
      ["4", "", "2"],
      ["", "5", "2"],
      ["7人", "", "2"],
    ]);
    const both = { ...request, range: { top: 1, bottom: 2, left: 0, right: 2 }, keepFilled: true };
    const plan = planFill(store, both);
    expect(plan.columns.map(({ c, kept, total }) => [c, kept, total])).toEqual([
      [0, 4, 6],
      [1, 5, 1],
    ]);
    expect(plan.cells).toEqual([
      { r: 1, c: 0, text: "2" },
      { r: 2, c: 0, text: "4" },
      { r: 2, c: 1, text: "1" },
    ]);
  });

  it("holds the bounds of every region", () => {
    const plan = planFill(grid(BLANK), { ...request, minimum: 3, maximum: 4 });
    expect(plan.cells.map((cell) => cell.text)).toEqual(["3", "3", "4"]);
  });

  it("says why a column cannot be filled and changes nothing of it", () => {
    const refusal = (texts: string[][], change: Partial<typeof request> | { maximum: number }) => {
      const plan = planFill(grid(texts), { ...request, ...change });
      expect(plan.cells).toEqual([]);
      return plan.columns[0]?.refusal;
    };
    const lower = { range: { ...COLUMN, top: 1 } };
    expect(refusal(BLANK, { minimum: 4 })).toEqual({ kind: "minimums-above", sum: 12 });
    expect(refusal(BLANK, { maximum: 3 })).toEqual({ kind: "maximums-below", sum: 9 });
    expect(refusal(BLANK, { weight: () => 0 })).toEqual({ kind: "no-weights" });
    expect(refusal(BLANK, { weight: () => 2e9 })).toEqual({ kind: "malformed", code: "42" });
    expect(refusal([["7人"], [""], [""]], lower)).toEqual({ kind: "invalid-outside", count: 1 });
    expect(refusal([["11"], [""], [""]], lower)).toEqual({ kind: "over-plan" });
    expect(refusal([["3"], ["3"], ["3"]], { keepFilled: true })).toEqual({ kind: "all-kept" });
  });

  it("makes every column that it fills equal its plan, and leaves what is to stay", () => {
    const text = fc.constantFrom("", "0", "1", "3", "7人");
    const texts = fc.array(fc.tuple(text, text, fc.constant("2")), { minLength: 3, maxLength: 3 });
    const row = fc.integer({ min: 0, max: 2 });
    fc.assert(
      fc.property(texts, row, row, fc.boolean(), fc.nat(2), (rows, a, b, keepFilled, minimum) => {
        const store = grid(rows);
        const range = { top: Math.min(a, b), bottom: Math.max(a, b), left: 0, right: 2 };
        const plan = planFill(store, { ...request, range, keepFilled, minimum });
        store.write(plan.cells);
        for (const { c, refusal } of plan.columns)
          if (refusal === null) expect(store.column(c)).toMatchObject({ left: 0, invalid: 0 });
        store.texts.forEach((now, r) => {
          const stays = r < range.top || r > range.bottom;
          now.forEach((value, c) => {
            const was = rows[r]?.[c] ?? "";
            if (stays || c === 2 || (keepFilled && was !== "" && seatsOf(was) !== null))
              expect(value).toBe(was);
          });
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe("pasted weights", () => {
  const read = (text: string, top = 0) => {
    const { weights, unread } = parseWeights(grid(BLANK), text, top);
    return [Object.fromEntries(weights), unread];
  };
  it("go from top to bottom, or to the regions that they name", () => {
    expect(read("10\n20\n30")).toEqual([{ 0: 10, 1: 20, 2: 30 }, 0]);
    expect(read("10\n20\n30", 1)).toEqual([{ 1: 10, 2: 20 }, 1]);
    expect(read("广东\t1,300\n湖南省\t６６０\n外地\t5")).toEqual([{ 2: 1300, 1: 660 }, 1]);
  });
  it("are brought to whole numbers together", () => {
    expect(read("12.5%\n3\nx")).toEqual([{ 0: 125, 1: 30 }, 1]);
  });
});

describe("the suggestion", () => {
  it("is the share of the whole plan by the weights chosen last, and last year where it is known", () => {
    const store = grid(BLANK);
    const weights = new Weights(store, POPULATION, { "43": { B301: 4 } }, "/nowhere");
    expect([0, 1, 2].map((r) => weights.suggestion(r, 0))).toEqual([2, 3, 5]);
    weights.kind = "equal";
    expect([0, 1, 2].map((r) => weights.suggestion(r, 0))).toEqual([4, 3, 3]);
    weights.kind = "teachers";
    expect(weights.suggestion(0, 0)).toBeNull();
    expect([weights.lastYear(1, 0), weights.lastYear(0, 0)]).toEqual([4, null]);
  });
});
