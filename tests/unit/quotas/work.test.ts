import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GridStore } from "../../../app/(workspace)/programmes/[year]/quotas/_grid/grid-store";
import { resume, workOf } from "../../../app/(workspace)/programmes/[year]/quotas/_grid/keeper";

const REGIONS = ["42", "43", "44"].map((code) => ({ code, name: code }));
const columns = (locked: string[]) =>
  ["B301", "B302"].map((code) => ({ code, name: code, plan: 10, locked: locked.includes(code) }));
const SAVED = [
  ["2", "1"],
  ["", "2"],
  ["4", ""],
];
const grid = (locked: string[] = []) => {
  const copy = () => SAVED.map((row) => [...row]);
  return new GridStore(REGIONS, columns(locked), copy(), copy());
};
/** The page is loaded again: what was kept travels as JSON. */
const reloaded = (store: GridStore, locked: string[] = []) => {
  const fresh = grid(locked);
  resume(fresh, JSON.parse(JSON.stringify(workOf(store))));
  return fresh;
};

const place = fc.record({ r: fc.nat(2), c: fc.nat(1), text: fc.constantFrom("", "0", "5", "7人") });
const acts = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.array(place, { minLength: 1, maxLength: 6 }) },
    { weight: 2, arbitrary: fc.constant("undo" as const) },
    { weight: 1, arbitrary: fc.constant("redo" as const) },
  ),
  { maxLength: 130, size: "max" },
);

describe("kept work", () => {
  it("brings back every text and every step, undone or not, wherever the page is left", () => {
    fc.assert(
      fc.property(acts, (list) => {
        const store = grid();
        for (const act of list) {
          if (act === "undo") store.undo();
          else if (act === "redo") store.redo();
          else store.write(act);
        }
        const again = reloaded(store);
        expect(again.texts).toEqual(store.texts);
        expect(again.status()).toEqual(store.status());
        for (const step of ["undo", "redo"] as const)
          for (let count = 0; count < 101; count += 1) {
            store[step]();
            again[step]();
            expect(again.texts).toEqual(store.texts);
          }
      }),
      { numRuns: 60 },
    );
  });

  it("holds a hundred steps and a paste as one", () => {
    const store = grid();
    for (let step = 1; step <= 120; step += 1) store.write([{ r: 0, c: 0, text: String(step) }]);
    store.write(SAVED.flatMap((row, r) => row.map((_, c) => ({ r, c, text: "9" }))));
    const again = reloaded(store);
    expect(workOf(again).undo).toHaveLength(100);
    again.undo();
    expect(again.texts).toEqual([["120", "1"], ...SAVED.slice(1)]);
    for (let step = 0; step < 99; step += 1) again.undo();
    expect(again.text({ r: 0, c: 0 })).toBe("21");
    expect(again.status().canUndo).toBe(false);
  });

  it("leaves out what belongs to a column issued since", () => {
    const store = grid();
    store.write([
      { r: 0, c: 0, text: "5" },
      { r: 0, c: 1, text: "5" },
    ]);
    store.write([{ r: 1, c: 0, text: "5" }]);
    const again = reloaded(store, ["B301"]);
    expect(again.texts).toEqual([["2", "5"], SAVED[1], SAVED[2]]);
    expect(workOf(again).undo).toEqual([[["42", "B302", "1", "5"]]]);
  });
});

describe("a comparison", () => {
  it("with the last save follows it; with another draft it stays", () => {
    const store = grid();
    store.write([{ r: 0, c: 0, text: "5" }]);
    store.markSaved(store.copyTexts());
    expect(store.cell(0, 0).difference).toBeNull();
    store.compareWith(SAVED);
    store.markSaved(store.copyTexts());
    expect(store.cell(0, 0).difference).toBe("+3");
  });
});
