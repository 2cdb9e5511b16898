import fc from "fast-check";
import { expect, it } from "vitest";
import { GridStore } from "../../../app/(workspace)/programmes/[year]/quotas/_grid/grid-store";
import { planMove } from "../../../app/(workspace)/programmes/[year]/quotas/_grid/move";

const REGIONS = ["42", "43", "44"].map((code) => ({ code, name: code }));
const COLUMNS = [
  { code: "B301", name: "智能制造", plan: 10, locked: false },
  { code: "B302", name: "新能源汽车", plan: 6, locked: true },
];
function grid(texts: string[][]) {
  const copy = () => texts.map((row) => [...row]);
  return new GridStore(REGIONS, COLUMNS, copy(), copy());
}
const TEXTS = [
  ["7", "2"],
  ["", "2"],
  ["7人", "2"],
];

it("moves seats between two regions as one step", () => {
  const store = grid(TEXTS);
  store.write(planMove(store, { from: 0, to: 1, c: 0, seats: 3 }).cells);
  expect([store.text({ r: 0, c: 0 }), store.text({ r: 1, c: 0 })]).toEqual(["4", "3"]);
  store.undo();
  expect(store.texts).toEqual(TEXTS);
});

it("says why it cannot and changes nothing", () => {
  const refusal = (from: number, to: number, c: number, seats: number | null, texts = TEXTS) => {
    const plan = planMove(grid(texts), { from, to, c, seats });
    expect(plan.cells).toEqual([]);
    return plan.refusal;
  };
  expect(refusal(0, 0, 0, 1)).toBe("same-region");
  expect(refusal(0, 1, 0, null)).toBe("seats-missing");
  expect(refusal(0, 1, 0, 0)).toBe("seats-missing");
  expect(refusal(0, 2, 0, 1)).toBe("not-whole");
  expect(refusal(0, 1, 0, 8)).toBe("too-few");
  expect(refusal(0, 1, 1, 1)).toBe("issued");
  expect(refusal(0, 1, 0, 7, [["7"], ["9993"], [""]])).toBe("too-many");
});

it("never changes the sum of a column, whatever is moved", () => {
  const text = fc.constantFrom("", "0", "3", "12", "9999", "7人");
  const row = fc.nat(2);
  fc.assert(
    fc.property(fc.tuple(text, text, text), row, row, fc.nat(20), (column, from, to, seats) => {
      const store = grid(column.map((value) => [value, "2"]));
      const { sum, invalid } = store.column(0);
      store.write(planMove(store, { from, to, c: 0, seats }).cells);
      expect(store.column(0)).toMatchObject({ sum, invalid });
    }),
  );
});
