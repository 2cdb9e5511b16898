import { describe, expect, it } from "vitest";
import { GridStore } from "../../../app/(workspace)/programmes/[year]/quotas/_grid/grid-store";
import {
  copyTable,
  parseTable,
  planPaste,
} from "../../../app/(workspace)/programmes/[year]/quotas/_grid/paste";

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
const TEXTS = [
  ["2", "1", "2"],
  ["3", "2", "2"],
  ["4", "3", "2"],
];

function grid() {
  const copy = () => TEXTS.map((row) => [...row]);
  return new GridStore(REGIONS, COLUMNS, copy(), copy());
}

describe("the grid", () => {
  it("follows somebody else's save, and asks only where both changed a cell", () => {
    const store = grid();
    store.write([
      { r: 0, c: 0, text: "5" },
      { r: 1, c: 0, text: "1" },
    ]);
    const theirs = [
      ["4", "1", "2"],
      ["3", "0", "2"],
      ["4", "3", "2"],
    ];
    expect(store.follow(theirs)).toEqual([{ r: 0, c: 0, text: "4" }]);
    expect(store.copyTexts()).toEqual([
      ["5", "1", "2"],
      ["1", "0", "2"],
      ["4", "3", "2"],
    ]);
    expect(store.status().changed).toBe(2);
  });

  it("sums rows and columns, leaving invalid cells out and saying so", () => {
    const store = grid();
    expect(store.column(0)).toMatchObject({ sum: 9, left: 1, invalid: 0 });
    store.write([{ r: 1, c: 0, text: "3人" }]);
    expect(store.column(0)).toMatchObject({ sum: 6, invalid: 1 });
    expect(store.row(1)).toMatchObject({ sum: 4, invalid: 1 });
    expect(store.cell(1, 0)).toMatchObject({ text: "3人", invalid: true });
    expect(store.problems()).toEqual([{ r: 1, c: 0 }]);
    store.write([{ r: 1, c: 0, text: "5" }]);
    expect(store.cell(1, 0)).toMatchObject({ difference: "+2", invalid: false });
    expect(store.column(0).left).toBe(-1);
    expect(store.problems()).toEqual([{ r: 0, c: 0 }]);
  });

  it("undoes and redoes a whole step, and counts what is not saved", () => {
    const store = grid();
    store.write([
      { r: 0, c: 0, text: "9" },
      { r: 2, c: 1, text: "9" },
    ]);
    expect(store.status()).toMatchObject({ changed: 2, regions: 2, canUndo: true, canRedo: false });
    store.undo();
    expect(store.texts).toEqual(TEXTS);
    store.redo();
    expect(store.text({ r: 2, c: 1 })).toBe("9");
    store.markSaved(store.copyTexts());
    expect(store.status().changed).toBe(0);
    expect(store.cell(0, 0).difference).toBeNull();
  });

  it("keeps columns that are issued", () => {
    const store = grid();
    expect(store.write([{ r: 0, c: 2, text: "9" }])).toBe(0);
    expect(store.active).toEqual({ r: 0, c: 0 });
  });

  it("tells only those whose view an edit changes", () => {
    const store = grid();
    const told: string[] = [];
    for (const key of ["cell:0:0", "cell:0:1", "cell:1:0", "row:0", "row:1", "col:0", "col:1", "status"])
      store.subscribe(key)(() => told.push(key));
    store.write([{ r: 0, c: 0, text: "8" }]);
    expect(told.sort()).toEqual(["cell:0:0", "col:0", "row:0", "status"]);
  });
});

describe("paste", () => {
  it("reads what spreadsheets put on the clipboard", () => {
    expect(parseTable('a\t"b\nc"\r\nd\t\r\n')).toEqual([
      ["a", "b\nc"],
      ["d", ""],
    ]);
  });

  it("matches names and codes in any order, and leaves blanks alone", () => {
    const plan = planPaste(grid(), "地区\tB302\tB301\n湖南省\t5\t7人\n火星\t1\t1\n湖北\t\t4");
    expect(plan).toMatchObject({ changed: 3, invalid: 1, unmatched: ["火星"] });
    expect(plan.cells).toEqual([
      { r: 1, c: 1, text: "5" },
      { r: 1, c: 0, text: "7人" },
      { r: 0, c: 0, text: "4" },
    ]);
  });

  it("without names starts at the active cell", () => {
    const store = grid();
    store.move({ r: 1, c: 0 });
    expect(planPaste(store, "7\t8\n9\t3").cells).toEqual([
      { r: 1, c: 0, text: "7" },
      { r: 1, c: 1, text: "8" },
      { r: 2, c: 0, text: "9" },
    ]);
  });

  it("takes back what was copied", () => {
    const store = grid();
    store.select({ r: 0, c: 0 }, { r: 1, c: 1 });
    const text = copyTable(store);
    expect(text).toBe("\tB301\tB302\n湖北\t2\t1\n湖南\t3\t2");
    expect(planPaste(store, text).changed).toBe(0);
  });
});
