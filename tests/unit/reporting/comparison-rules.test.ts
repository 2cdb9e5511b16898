import { describe, expect, it } from "vitest";
import { comparedBy, sortCompared } from "@/lib/reporting/rules";
import type { ComparisonRow } from "@/lib/reporting/views";

const row = (code: string, change: Partial<ComparisonRow> = {}): ComparisonRow => ({
  id: code,
  code,
  regionCode: null,
  name: code,
  nameEn: code,
  allocated: 0,
  carded: 0,
  registered: 0,
  confirmed: 0,
  approved: 0,
  reviewHours: null,
  needed: 0,
  last: null,
  ...change,
});

describe("what is set side by side", () => {
  it("is per cent of the need, of the seats, and of last year's seats, rounded down", () => {
    const one = row("a", {
      allocated: 299,
      needed: 300,
      registered: 298,
      last: { allocated: 3, registered: 2 },
    });
    expect(comparedBy(one, "met")).toBe(99);
    expect(comparedBy(one, "used")).toBe(99);
    expect(comparedBy(one, "lastUsed")).toBe(66);
    expect(comparedBy(one, "needed")).toBe(300);
  });

  it("is nothing where there is no whole", () => {
    expect(comparedBy(row("a", { allocated: 5 }), "met")).toBeNull();
    expect(comparedBy(row("a", { needed: 5 }), "used")).toBeNull();
    expect(comparedBy(row("a"), "lastUsed")).toBeNull();
    expect(comparedBy(row("a"), "hours")).toBeNull();
  });
});

describe("the order", () => {
  const rows = [
    row("1", { allocated: 10, registered: 5 }),
    row("2"),
    row("3", { allocated: 10, registered: 9 }),
    row("4", { allocated: 10, registered: 5 }),
  ];
  const codes = (by: Parameters<typeof sortCompared>[1], descending: boolean) =>
    sortCompared(rows, by, descending)
      .map(({ code }) => code)
      .join("");

  it("leaves what has no value to the end either way, ties by code", () => {
    expect(codes("used", false)).toBe("1432");
    expect(codes("used", true)).toBe("3142");
  });

  it("turns with the code", () => {
    expect(codes("code", false)).toBe("1234");
    expect(codes("code", true)).toBe("4321");
  });
});
