import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apportionMatrix, type MatrixCell } from "@/lib/kernel/apportion-matrix";

const sumOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
const sumsOf = (cells: MatrixCell[], shares: number[], kind: "row" | "column") => {
  const sums = new Map<string, number>();
  cells.forEach((cell, at) => {
    sums.set(cell[kind], (sums.get(cell[kind]) ?? 0) + (shares[at] ?? 0));
  });
  return sums;
};

/** A table of any weights and bounds, with sums that some table within the bounds has. */
const tables = fc
  .record({ rows: fc.integer({ min: 1, max: 7 }), columns: fc.integer({ min: 1, max: 6 }) })
  .chain(({ rows, columns }) =>
    fc
      .array(
        fc.record({
          weight: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50 })),
          minimum: fc.integer({ min: 0, max: 4 }),
          room: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 })),
          part: fc.integer({ min: 0, max: 100 }),
        }),
        { minLength: rows * columns, maxLength: rows * columns },
      )
      .map((list) => {
        const cells = list.map(({ weight, minimum, room }, at) => ({
          row: `r${Math.floor(at / columns)}`,
          column: `c${at % columns}`,
          weight,
          minimum,
          maximum: minimum + room,
        }));
        const some = list.map(({ minimum, room, part }) => minimum + Math.round((room * part) / 100));
        return {
          cells,
          targets: { rows: sumsOf(cells, some, "row"), columns: sumsOf(cells, some, "column") },
        };
      }),
  );

describe("apportionMatrix", () => {
  it("comes to every sum exactly and stays within the bounds, wherever some table does", () => {
    fc.assert(
      fc.property(tables, ({ cells, targets }) => {
        const result = apportionMatrix(cells, targets);
        if ("refusal" in result) throw new Error(JSON.stringify(result.refusal));
        expect(sumsOf(cells, result.shares, "row")).toEqual(targets.rows);
        expect(sumsOf(cells, result.shares, "column")).toEqual(targets.columns);
        for (const [at, { minimum, maximum }] of cells.entries()) {
          expect(result.shares[at]).toBeGreaterThanOrEqual(minimum);
          expect(result.shares[at]).toBeLessThanOrEqual(maximum);
        }
      }),
    );
  });

  it("gives the same to the same, in whatever order the cells come", () => {
    fc.assert(
      fc.property(tables, fc.integer(), ({ cells, targets }, seed) => {
        const order = cells.map((cell, at) => ({ cell, at, key: Math.sin(seed + at) }));
        order.sort((a, b) => a.key - b.key);
        const one = apportionMatrix(cells, targets);
        const other = apportionMatrix(
          order.map(({ cell }) => cell),
          targets,
        );
        if ("refusal" in one || "refusal" in other) throw new Error("both have a solution");
        expect(order.map((_, place) => other.shares[place])).toEqual(order.map(({ at }) => one.shares[at]));
      }),
    );
  });

  it("is proportional where it can be", () => {
    const cells = ["a", "b"].flatMap((row, r) =>
      ["x", "y", "z"].map((column, c) => ({
        row,
        column,
        weight: (r + 1) * (c + 1),
        minimum: 0,
        maximum: 99,
      })),
    );
    const targets = {
      rows: new Map([
        ["a", 12],
        ["b", 24],
      ]),
      columns: new Map([
        ["x", 6],
        ["y", 12],
        ["z", 18],
      ]),
    };
    expect(apportionMatrix(cells, targets)).toEqual({ shares: [2, 4, 6, 4, 8, 12] });
  });

  it("is never further from the exact share than by one where the weights alone decide", () => {
    const cells = [3, 1, 1, 5, 2, 2].map((weight, at) => ({
      row: at < 3 ? "a" : "b",
      column: `c${at % 3}`,
      weight,
      minimum: 0,
      maximum: 9999,
    }));
    const targets = {
      rows: new Map([
        ["a", 7],
        ["b", 13],
      ]),
      columns: new Map([
        ["c0", 11],
        ["c1", 5],
        ["c2", 4],
      ]),
    };
    const result = apportionMatrix(cells, targets);
    if ("refusal" in result) throw new Error("there is a solution");
    expect(sumOf(result.shares)).toBe(20);
    // Fitted: a 4.02 1.65 1.33, b 6.98 3.35 2.67.
    expect(result.shares).toEqual([4, 2, 1, 7, 3, 3]);
  });

  it("says why not", () => {
    const cell = { row: "a", column: "x", weight: 1, minimum: 0, maximum: 3 };
    expect(apportionMatrix([cell], { rows: new Map([["a", 2]]), columns: new Map([["x", 3]]) })).toEqual({
      refusal: { kind: "sums-differ", rows: 2, columns: 3 },
    });
    expect(apportionMatrix([cell], { rows: new Map([["a", 4]]), columns: new Map([["x", 4]]) })).toEqual({
      refusal: { kind: "unreachable", line: "a", target: 4 },
    });
    const most = { ...cell, minimum: 3 };
    expect(apportionMatrix([most], { rows: new Map([["a", 2]]), columns: new Map([["x", 2]]) })).toEqual({
      refusal: { kind: "unreachable", line: "a", target: 2 },
    });
  });
});
