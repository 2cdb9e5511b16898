import { describe, expect, it } from "vitest";
import {
  classOf,
  forecast,
  measureOf,
  needsAttention,
  scaleClasses,
  sortBodies,
  unusedSeats,
} from "@/lib/reporting/rules";
import type { OverviewBody } from "@/lib/reporting/views";

const HOUR_MS = 60 * 60 * 1000;
const closesAt = new Date("2022-05-17T00:00:00+08:00");
const opensAt = new Date("2022-05-12T00:00:00+08:00");

function body(code: string, figures: Partial<OverviewBody> = {}): OverviewBody {
  return {
    id: code,
    code,
    regionCode: code,
    name: code,
    nameEn: code,
    allocated: 100,
    carded: 100,
    registered: 50,
    confirmed: 40,
    approved: 30,
    registeredLastDay: 0,
    reviewHours: null,
    undecided: 0,
    reserved: 0,
    ...figures,
  };
}

describe("measures", () => {
  it("are shares of the seats, rounded down so that only all is 100", () => {
    expect(measureOf(body("43", { allocated: 1000, registered: 999 }), "registered")).toBe(99);
    expect(measureOf(body("43", { registered: 100 }), "registered")).toBe(100);
    expect(measureOf(body("43", { allocated: 0 }), "registered")).toBeNull();
  });

  it("count unused seats, never below none", () => {
    expect(unusedSeats(body("43", { registered: 101 }))).toBe(0);
    expect(measureOf(body("43"), "unused")).toBe(50);
  });

  it("ask for attention ten points behind all, and above a day of review", () => {
    const all = body("all", { registered: 90, reviewHours: 10 });
    expect(needsAttention(body("43", { registered: 79 }), "registered", all)).toBe(true);
    expect(needsAttention(body("43", { registered: 80 }), "registered", all)).toBe(false);
    expect(needsAttention(body("43", { registered: 79 }), "unused", all)).toBe(true);
    expect(needsAttention(body("43", { reviewHours: 24 }), "hours", all)).toBe(false);
    expect(needsAttention(body("43", { reviewHours: 25 }), "hours", all)).toBe(true);
  });
});

describe("the five classes", () => {
  it.each([[[60, 75, 100]], [[5]], [[0, 1000]], [[]]])(
    "hold every value of %j in its printed limits",
    (values) => {
      const classes = scaleClasses(values);
      expect(classes).toHaveLength(5);
      for (const value of values) {
        const one = classes[classOf(value, classes)];
        expect(value).toBeGreaterThanOrEqual(one?.from ?? Number.NaN);
        expect(value).toBeLessThanOrEqual(one?.to ?? Number.NaN);
      }
      for (const [index, one] of classes.entries())
        if (index > 0) expect(one.from).toBe((classes[index - 1]?.to ?? 0) + 1);
    },
  );
});

describe("the order", () => {
  it("is the one asked for, ties by code", () => {
    const bodies = [body("44"), body("43"), body("11", { registered: 90 })];
    const codes = (by: Parameters<typeof sortBodies>[1], down: boolean) =>
      sortBodies(bodies, by, down).map(({ code }) => code);
    expect(codes("unused", true)).toEqual(["43", "44", "11"]);
    expect(codes("unused", false)).toEqual(["11", "43", "44"]);
    expect(codes("code", false)).toEqual(["11", "43", "44"]);
    expect(codes("code", true)).toEqual(["44", "43", "11"]);
  });
});

describe("the forecast", () => {
  const readAt = new Date(closesAt.getTime() - 12 * HOUR_MS - 1);

  it("goes on for each body at the pace of its last day", () => {
    const found = forecast(
      [body("43", { registeredLastDay: 60 }), body("44", { registered: 90, registeredLastDay: 40 })],
      { readAt, closesAt, opensAt },
    );
    expect(found).toMatchObject({ unused: 20, hoursLeft: 12, worstShare: 1 });
    expect(found?.worst.map(({ code }) => code)).toEqual(["43"]);
  });

  it("says nothing before there is a day to judge by, nor after closing", () => {
    const early = new Date(opensAt.getTime() + 23 * HOUR_MS);
    expect(forecast([body("43")], { readAt: early, closesAt, opensAt })).toBeNull();
    expect(forecast([body("43")], { readAt: closesAt, closesAt, opensAt })).toBeNull();
    expect(forecast([body("43")], { readAt, closesAt: null, opensAt: null })).toBeNull();
  });
});
