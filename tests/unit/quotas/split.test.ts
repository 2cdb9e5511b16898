import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { suggestSplit } from "@/lib/quotas/rules";

const few = fc.nat(12);
const schools = fc
  .array(fc.record({ seats: few, need: few, complete: few }), { maxLength: 30 })
  .map((rows) => rows.map((row, at) => ({ ...row, schoolId: `school-${at}`, code: String(at % 7) })));
const asked = fc.record({
  basis: fc.constantFrom("need" as const, "teachers" as const),
  minimum: fc.nat(3),
  maximum: fc.option(fc.integer({ min: 1, max: 8 })),
});

describe("a fair split", () => {
  it("takes from nobody, gives nobody more than it needs and can use, and never more than there is", () => {
    fc.assert(
      fc.property(fc.nat(200), schools, asked, (available, rows, how) => {
        const split = suggestSplit(available, rows, how);
        if ("needed" in split) {
          expect(split.needed).toBeGreaterThan(available);
          expect(how.minimum).toBeGreaterThan(0);
          return;
        }
        let gained = 0;
        for (const row of rows) {
          const target = split.targets[row.schoolId] ?? -1;
          const useful = how.basis === "need" ? Math.min(row.need, row.complete) : row.complete;
          expect(target).toBeGreaterThanOrEqual(row.seats);
          expect(target).toBeLessThanOrEqual(Math.max(row.seats, useful));
          if (how.maximum !== null && target > row.seats) expect(target).toBeLessThanOrEqual(how.maximum);
          gained += target - row.seats;
        }
        expect(split.seats).toBe(gained);
        expect(split.kept).toBe(available - gained);
        expect(split.kept).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("asked again after a part of it was handed down, it gives the others the same", () => {
    const rows = [
      { schoolId: "a", code: "1", seats: 0, need: 6, complete: 9 },
      { schoolId: "b", code: "2", seats: 0, need: 3, complete: 9 },
    ];
    const how = { basis: "need" as const, minimum: 0, maximum: null };
    expect(suggestSplit(6, rows, how)).toMatchObject({ targets: { a: 4, b: 2 }, kept: 0 });
    const half = rows.map((row) => (row.schoolId === "a" ? { ...row, seats: 4 } : row));
    expect(suggestSplit(2, half, how)).toMatchObject({ targets: { a: 4, b: 2 }, kept: 0 });
  });

  it("says how many the minimums need when there are not so many", () => {
    const rows = [1, 2, 3].map((n) => ({
      schoolId: `${n}`,
      code: `${n}`,
      seats: 0,
      need: 4,
      complete: 4,
    }));
    expect(suggestSplit(5, rows, { basis: "need", minimum: 2, maximum: null })).toEqual({
      needed: 6,
      available: 5,
    });
  });
});
