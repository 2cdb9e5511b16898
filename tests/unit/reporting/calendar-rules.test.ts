import { describe, expect, it } from "vitest";
import { isPersonalNumber, lensAround, mayName, windowProgress } from "@/lib/reporting/rules";

const at = (text: string) => new Date(`${text}+08:00`);

describe("the lens", () => {
  it.each([
    ["2022-05-15T14:50:00", "2022-05-09"],
    ["2022-05-16T09:40:00", "2022-05-09"],
    ["2022-05-19T09:00:00", "2022-05-16"],
    ["2022-05-12T00:00:00", "2022-05-09"],
  ])("at %s begins on Monday %s, at midnight in China", (now, monday) => {
    const lens = lensAround(at(now));
    expect(lens.from).toEqual(at(`${monday}T00:00:00`));
    expect(lens.days).toHaveLength(14);
    expect(lens.to.getTime() - lens.from.getTime()).toBe(14 * 24 * 60 * 60 * 1000);
  });

  it("goes to the week that is asked for, and stays where an address is nonsense", () => {
    const now = at("2022-05-16T09:40:00");
    expect(lensAround(now, "2022-06-01").from).toEqual(at("2022-05-30T00:00:00"));
    for (const asked of ["2022-99-99", "soon", ""]) expect(lensAround(now, asked)).toEqual(lensAround(now));
  });
});

describe("the progress of a window", () => {
  const calendar = { duties: { designations: 43, formed: 42 }, classes: { all: 42, noticed: 17 } };

  it("is of classes for everybody, and of people where the figures may be read", () => {
    expect(windowProgress("class-formation", calendar, null)).toEqual({ done: 42, outOf: 43 });
    expect(windowProgress("opening-notice", calendar, null)).toEqual({ done: 17, outOf: 42 });
    expect(windowProgress("registration", calendar, null)).toBeNull();
    expect(windowProgress("budget", calendar, null)).toBeNull();
  });
});

describe("names along a seat's way", () => {
  it("are told downwards only", () => {
    expect(mayName("school", "school")).toBe(true);
    expect(mayName("school", "province")).toBe(false);
    expect(mayName("teacher", "institution")).toBe(false);
    expect(mayName("province", "ministry")).toBe(false);
    expect(mayName("ministry", "teacher")).toBe(true);
    expect(mayName("institution", "teacher")).toBe(false);
  });
});

describe("a personal number", () => {
  it("is told from other texts, however it is spaced", () => {
    expect(isPersonalNumber("439901199001011234")).toBe(true);
    expect(isPersonalNumber("43990119900101123x")).toBe(true);
    expect(isPersonalNumber("439901 19900101 1234")).toBe(true);
    expect(isPersonalNumber("22-43-B301-0047-K")).toBe(false);
    expect(isPersonalNumber("2022")).toBe(false);
  });
});
