import { describe, expect, test } from "vitest";
import { readMajors } from "@/lib/reference/rules";
import { CODE_ENTRIES } from "@/prisma/seed/reference/code-sets";
import { MAJORS } from "@/prisma/seed/reference/majors";
import { REGIONS } from "@/prisma/seed/reference/regions";

describe("a catalogue of majors as a file", () => {
  test("is read by its column names, in any order, past empty rows", () => {
    const cells = [
      ["\uFEFFName", "code", "level"],
      ["机电一体化技术", " 460301 ", "higher"],
      ["", "", ""],
      ["学前教育", "570102k", "higher"],
    ];
    expect(readMajors(cells)).toEqual({
      rows: [
        { code: "460301", level: "higher", name: "机电一体化技术" },
        { code: "570102K", level: "higher", name: "学前教育" },
      ],
      problems: [],
    });
  });

  test("names every problem with its row", () => {
    const cells = [
      ["code", "level", "name"],
      ["46030", "higher", "a"],
      ["460301", "college", "b"],
      ["460302", "higher", ""],
      ["460301", "higher", "c"],
    ];
    expect(readMajors(cells).problems.map((p) => `${p.row} ${p.code}`)).toEqual([
      "2 reference.major-code",
      "3 reference.major-level",
      "4 reference.major-name",
      "5 reference.major-twice",
    ]);
    expect(readMajors([["code", "title"]]).problems.map((p) => p.params?.column)).toEqual(["level", "name"]);
    expect(readMajors([["code", "level", "name"]]).problems.map((p) => p.code)).toEqual([
      "reference.no-majors",
    ]);
  });
});

describe("the seeded reference data", () => {
  test("has 32 bodies, 56 ethnicities, and no code twice", () => {
    expect(REGIONS).toHaveLength(32);
    expect(CODE_ENTRIES.filter((entry) => entry.codeSet === "ethnicity")).toHaveLength(56);
    const keys = CODE_ENTRIES.map((entry) => `${entry.codeSet} ${entry.code}`);
    expect(new Set(keys).size).toBe(keys.length);
    const majors = MAJORS.map((major) => `${major.catalogueYear} ${major.code}`);
    expect(new Set(majors).size).toBe(majors.length);
  });

  test("offers a major of both levels for every prefix that the criteria of 2022 name", () => {
    const prefixes =
      "46 66 51 71 4603 6603 5303 7303 54 74 57 77 5202 7202 5903 7903 4601 6601 4607 7002 5102 7102 5104 7104";
    for (const prefix of prefixes.split(" "))
      expect(
        MAJORS.filter((major) => major.catalogueYear === 2021 && major.code.startsWith(prefix)),
      ).not.toHaveLength(0);
  });
});
