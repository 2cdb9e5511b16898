import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apportion, type Claim } from "@/lib/kernel/apportion";

const claim = (code: string, weight: number, minimum = 0, maximum = 9999): Claim => ({
  code,
  weight,
  minimum,
  maximum,
});
const shared = (total: number, claims: Claim[]) => {
  const result = apportion(total, claims);
  if ("refusal" in result) throw new Error(JSON.stringify(result.refusal));
  return Object.fromEntries(result.shares);
};

/** Few different weights, so that remainders are often equal, or any. */
const anyClaims = fc.constantFrom(3, 1_000_000_000).chain((mostWeight) =>
  fc
    .uniqueArray(
      fc.record({
        code: fc.string({ minLength: 1, maxLength: 3 }),
        weight: fc.integer({ min: 0, max: mostWeight }),
        minimum: fc.integer({ min: 0, max: 6 }),
        room: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 })),
      }),
      { selector: (one) => one.code, minLength: 1, maxLength: 40 },
    )
    .map((rows) => rows.map(({ room, ...row }) => ({ ...row, maximum: row.minimum + room }))),
);
const cases = fc.record({
  claims: anyClaims,
  part: fc.integer({ min: 0, max: 1000 }).map((part) => part / 1000),
});

const highest = (one: Claim) => (one.weight > 0 ? one.maximum : one.minimum);
const sumOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
/** A total that can be shared, anywhere between the least and the most. */
const within = ({ claims, part }: { claims: Claim[]; part: number }) => {
  const least = sumOf(claims.map((one) => one.minimum));
  return least + Math.round(part * (sumOf(claims.map(highest)) - least));
};
/** As a claim would be held at a factor, as a plain number: enough to judge what the rounding may do. */
const factorBySearch = (total: number, claims: Claim[]) => {
  const at = (factor: number) =>
    sumOf(claims.map((one) => Math.min(highest(one), Math.max(one.minimum, factor * one.weight))));
  let low = 0;
  let high = 1e4;
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (at(middle) < total) low = middle;
    else high = middle;
  }
  return high;
};

describe("apportion", () => {
  it("gives the largest remainders what rounding down leaves, at equal ones the smaller code", () => {
    expect(shared(10, [claim("11", 43), claim("12", 33), claim("13", 24)])).toEqual({ 11: 4, 12: 3, 13: 3 });
    expect(shared(2, [claim("13", 1), claim("11", 1), claim("12", 1)])).toEqual({ 13: 0, 11: 1, 12: 1 });
  });

  it("holds minimum, maximum and what is fixed, and gives nothing beyond the minimum without a weight", () => {
    expect(shared(20, [claim("11", 90, 0, 8), claim("12", 1, 3), claim("13", 9), claim("14", 0, 2)])).toEqual(
      { 11: 8, 12: 3, 13: 7, 14: 2 },
    );
    expect(shared(10, [claim("11", 1, 7, 7), claim("12", 1), claim("13", 2)])).toEqual({
      11: 7,
      12: 1,
      13: 2,
    });
  });

  it("says why it cannot", () => {
    const refusal = (total: number, claims: Claim[]) => apportion(total, claims);
    expect(refusal(3, [claim("11", 1, 2), claim("12", 1, 2)])).toEqual({
      refusal: { kind: "minimums-above", sum: 4 },
    });
    expect(refusal(9, [claim("11", 1, 0, 4), claim("12", 0, 1, 9)])).toEqual({
      refusal: { kind: "maximums-below", sum: 5 },
    });
    expect(refusal(9, [claim("11", 0)])).toEqual({ refusal: { kind: "no-weights" } });
    expect(refusal(9, [])).toEqual({ refusal: { kind: "no-weights" } });
    expect(refusal(0, [])).toEqual({ shares: new Map() });
    for (const broken of [
      claim("11", -1),
      claim("11", 0.5),
      claim("11", Number.NaN),
      claim("11", 2e9),
      claim("11", 1, 4, 3),
      claim("11", 1, -1),
    ])
      expect(refusal(9, [claim("10", 1), broken])).toEqual({ refusal: { kind: "malformed", code: "11" } });
    expect(refusal(9, [claim("11", 1), claim("11", 1)])).toEqual({
      refusal: { kind: "malformed", code: "11" },
    });
  });

  it("gives the exact sum within the bounds whenever it can be given, and refuses otherwise", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: -3, max: 3 }), (one, off) => {
        const total = within(one) + off;
        const result = apportion(total, one.claims);
        const least = sumOf(one.claims.map((row) => row.minimum));
        const most = sumOf(one.claims.map(highest));
        if (total < least || total > most) {
          const kinds = total < least ? ["minimums-above"] : ["maximums-below", "no-weights"];
          expect(kinds).toContain("refusal" in result ? result.refusal.kind : null);
          return;
        }
        const shares = shared(total, one.claims);
        expect(sumOf(Object.values(shares))).toBe(total);
        for (const row of one.claims) {
          expect(shares[row.code]).toBeGreaterThanOrEqual(row.minimum);
          expect(shares[row.code]).toBeLessThanOrEqual(highest(row));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("keeps the quota rule: every share is its exact share rounded up or down", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const total = within(one);
        const factor = factorBySearch(total, one.claims);
        const shares = shared(total, one.claims);
        for (const row of one.claims) {
          const exact = Math.min(highest(row), Math.max(row.minimum, factor * row.weight));
          expect(Math.abs((shares[row.code] ?? -9) - exact)).toBeLessThan(1 + 1e-6);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("does not depend on the order of the claims, and gives more weight no less", () => {
    fc.assert(
      fc.property(
        cases.chain((one) =>
          fc.record({
            one: fc.constant(one),
            shuffled: fc.shuffledSubarray(one.claims, { minLength: one.claims.length }),
          }),
        ),
        ({ one, shuffled }) => {
          const total = within(one);
          const shares = shared(total, one.claims);
          expect(shared(total, shuffled)).toEqual(shares);
          for (const a of one.claims)
            for (const b of one.claims)
              if (a.weight > b.weight && a.minimum >= b.minimum && a.maximum >= b.maximum)
                expect(shares[a.code]).toBeGreaterThanOrEqual(shares[b.code] ?? 0);
        },
      ),
    );
  });
});
