import { describe, expect, test } from "vitest";
import { closingParams, filterCatalogue, windowProblems, windowState } from "@/lib/programmes/rules";
import {
  type CatalogueEntry,
  catalogueFilterSchema,
  type Enforcement,
  type ProgrammeWindow,
} from "@/lib/programmes/schema";

function window(enforcement: Enforcement): ProgrammeWindow {
  return {
    id: "w",
    year: 2022,
    key: "registration",
    title: "落实参训人选",
    titleEn: "Teacher registration",
    opensAt: new Date("2022-05-12T00:00:00+08:00"),
    closesAt: new Date("2022-05-17T00:00:00+08:00"),
    enforcement,
    roles: [],
    inferred: false,
    version: 1,
  };
}

const at = (text: string) => new Date(`${text}+08:00`);
const codes = (enforcement: Enforcement, now: string) =>
  windowProblems(window(enforcement), at(now)).map((problem) => problem.code);

describe("a window", () => {
  test("is half-open", () => {
    expect(codes("hard", "2022-05-11T23:59:59.999")).toEqual(["programmes.window-not-open"]);
    expect(codes("hard", "2022-05-12T00:00:00.000")).toEqual([]);
    expect(codes("hard", "2022-05-16T23:59:59.999")).toEqual([]);
    expect(codes("hard", "2022-05-17T00:00:00.000")).toEqual(["programmes.window-shut"]);
  });

  test("that is overdue stays possible and is late", () => {
    expect(codes("overdue", "2022-05-18T00:00:00")).toEqual([]);
    expect(codes("overdue", "2022-05-11T00:00:00")).toEqual(["programmes.window-not-open"]);
    expect(windowState(window("overdue"), at("2022-05-17T00:00:00"))).toBe("late");
    expect(windowState(window("hard"), at("2022-05-17T00:00:00"))).toBe("over");
    expect(windowState(window("hard"), at("2022-05-16T23:59:59"))).toBe("open");
  });

  test("that is not set refuses", () => {
    expect(windowProblems(undefined, at("2022-05-12T00:00:00"), "placement")).toEqual([
      { code: "programmes.window-not-set", params: { window: "placement" } },
    ]);
  });

  test("that closes at midnight is shown as 24:00 of the day before", () => {
    expect(closingParams(at("2022-05-17T00:00:00"))).toEqual({ month: 5, day: 16, clock: "24:00" });
    expect(closingParams(at("2022-05-17T12:00:00"))).toEqual({ month: 5, day: 17, clock: "12:00" });
    expect(closingParams(at("2022-06-01T00:00:00"))).toEqual({ month: 5, day: 31, clock: "24:00" });
  });
});

describe("the catalogue's filters", () => {
  const entry = (code: string, levels: ("secondary" | "higher")[]): CatalogueEntry => ({
    id: code,
    code,
    name: `演示${code}`,
    nameEn: `Demonstration ${code}`,
    nameVerified: false,
    mode: "quota",
    criteria: {
      schoolLevels: levels,
      posts: [],
      courseKinds: [],
      majorPrefixes: [],
      subjects: [],
      minTitle: null,
      commitmentRequired: false,
      notTrainedInGroupWithinYears: null,
    },
    categoryCode: code.slice(0, 1),
    projectCode: code.slice(0, 2),
    seats: 50,
    classCount: 1,
    institutions: [],
  });
  const entries = [
    entry("A101", ["secondary"]),
    entry("B101", ["higher"]),
    entry("B201", []),
    entry("C101", ["secondary"]),
  ];
  const facts = { delivery: new Map(), state: "open" } as const;
  const filter = (asked: Record<string, string | string[]>) =>
    filterCatalogue(entries, catalogueFilterSchema.parse(asked), facts);

  test("any value within a group, every group", () => {
    expect(filter({}).entries).toHaveLength(4);
    expect(filter({ category: ["B", "C"] }).entries.map((row) => row.code)).toEqual(["B101", "B201", "C101"]);
    expect(filter({ category: "B", level: "secondary" }).entries.map((row) => row.code)).toEqual(["B201"]);
  });

  test("counts each value under the other groups' filters", () => {
    const { facets } = filter({ category: "B", level: "secondary" });
    expect(Object.fromEntries(facets.category)).toEqual({ A: 1, B: 1, C: 1 });
    expect(Object.fromEntries(facets.level)).toEqual({ higher: 2, secondary: 1 });
    expect(Object.fromEntries(facets.state)).toEqual({ open: 1 });
  });

  test("searches names and codes, whatever the width of the letters", () => {
    expect(filter({ q: "ｂ２０１" }).entries.map((row) => row.code)).toEqual(["B201"]);
    expect(filter({ q: "没有" }).entries).toEqual([]);
  });

  test("an address that nobody made is read without a fault", () => {
    expect(catalogueFilterSchema.parse({ category: Array(200).fill("x"), q: "y".repeat(900) })).toEqual({
      category: [],
      project: [],
      level: [],
      delivery: [],
      state: [],
      q: undefined,
    });
  });
});
