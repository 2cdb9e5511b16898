import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseWholeNumber, suggestWholeNumber } from "@/lib/kernel/whole-number";
import { CARD_EVENTS, CARD_LIFE } from "@/lib/quotas/lifecycle";
import {
  cardCode,
  cardTerm,
  checkCharacter,
  checkTable,
  effectiveState,
  parseCardCode,
  sumColumn,
} from "@/lib/quotas/rules";
import { CARD_STATES } from "@/lib/quotas/schema";

const bodies = fc
  .record({
    year: fc.integer({ min: 0, max: 99 }),
    region: fc.integer({ min: 11, max: 66 }),
    letter: fc.constantFrom(..."ABCDEFGHJKMNPQRSTUVWXYZ"),
    digits: fc.integer({ min: 0, max: 999 }),
    serial: fc.integer({ min: 1, max: 99_999 }),
  })
  .map(({ year, region, letter, digits, serial }) =>
    cardCode(2000 + year, String(region), `${letter}${String(digits).padStart(3, "0")}`, serial),
  )
  .filter((code): code is string => code !== null);

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

describe("card codes", () => {
  it("carry year, body, sub-project, serial and a check character", () => {
    expect(cardCode(2022, "43", "B301", 47)).toMatch(/^22-43-B301-0047-[0-9A-Z]$/);
    expect(cardCode(2022, "43", "B301", 12_345)).toMatch(/^22-43-B301-12345-[0-9A-Z]$/);
  });

  it("agree with the published example of ISO 7064 MOD 37-2", () => {
    expect(checkCharacter("A999914123456")).toBe("N");
  });

  it("are found again from what people type", () => {
    fc.assert(
      fc.property(bodies, (code) => {
        expect(parseCardCode(code)).toBe(code);
        expect(parseCardCode(code.replaceAll("-", "").toLowerCase())).toBe(code);
        expect(parseCardCode(` ${code.replaceAll("-", "－")} `)).toBe(code);
        const [year = "", region = "", subProject = "", serial = "", check = ""] = code.split("-");
        expect(parseCardCode([year, region, subProject, serial.replaceAll("0", "O"), check].join("-"))).toBe(
          code,
        );
      }),
    );
  });

  it("with any one character wrong are refused", () => {
    fc.assert(
      fc.property(bodies, fc.nat(), fc.constantFrom(...alphabet), (code, at, other) => {
        const plain = [...code.replaceAll("-", "")];
        const place = at % plain.length;
        if (sameSign(plain[place] ?? "", other)) return;
        plain[place] = other;
        expect(parseCardCode(plain.join(""))).toBeNull();
      }),
      { numRuns: 5_000 },
    );
  });

  it("with any two characters exchanged are refused", () => {
    fc.assert(
      fc.property(bodies, fc.nat(), fc.nat(), (code, a, b) => {
        const plain = [...code.replaceAll("-", "")];
        const [one, two] = [a % plain.length, b % plain.length];
        const [left = "", right = ""] = [plain[one], plain[two]];
        if (left === right) return;
        plain[one] = right;
        plain[two] = left;
        expect(parseCardCode(plain.join(""))).toBeNull();
      }),
      { numRuns: 5_000 },
    );
  });

  it("never end in a sign that is easily misread", () => {
    fc.assert(
      fc.property(bodies, (code) => {
        expect(code.at(-1)).toMatch(/[0-9A-HJKMNP-TV-Z]/);
      }),
    );
  });
});

/** O is read as 0, I and L as 1: typing one for the other is no error. */
function sameSign(a: string, b: string): boolean {
  const digit = (text: string) => text.replace("O", "0").replace(/[IL]/, "1");
  return digit(a) === digit(b);
}

describe("cards", () => {
  it("count as lapsed from the closing instant when unused", () => {
    const lapsesAt = new Date("2022-05-16T16:00:00Z");
    const before = new Date(lapsesAt.getTime() - 1);
    expect(effectiveState({ state: "issued", lapsesAt }, before)).toBe("issued");
    expect(effectiveState({ state: "issued", lapsesAt }, lapsesAt)).toBe("lapsed");
    expect(effectiveState({ state: "bound", lapsesAt }, lapsesAt)).toBe("lapsed");
    expect(effectiveState({ state: "used", lapsesAt }, lapsesAt)).toBe("used");
  });

  it("never leave the declared states", () => {
    for (const state of CARD_STATES)
      for (const event of CARD_EVENTS) {
        const next = CARD_LIFE[state][event];
        if (next) expect(CARD_STATES).toContain(next);
      }
    expect(CARD_LIFE.recalled).toEqual({});
    expect(CARD_LIFE.lapsed).toEqual({});
  });

  it("without a registration window have no term but that of the supplement", () => {
    expect(cardTerm({}, new Date())).toBeNull();
  });
});

describe("cells", () => {
  it("take whole numbers, full-width digits too", () => {
    expect(parseWholeNumber("7", 9999)).toBe(7);
    expect(parseWholeNumber(" １２ ", 9999)).toBe(12);
    for (const text of ["", "7人", "7.5", "-1", "1e3", "10000", "１,000"])
      expect(parseWholeNumber(text, 9999)).toBeNull();
  });

  it("offer the one number that a text holds", () => {
    expect(suggestWholeNumber("7人", 9999)).toBe(7);
    expect(suggestWholeNumber("约１２个", 9999)).toBe(12);
    for (const text of ["", "七", "7-8", "3和4", "7.5", "-7"])
      expect(suggestWholeNumber(text, 9999)).toBeNull();
  });

  it("that are blank count nothing, invalid ones are left out and named", () => {
    const cells = { "43": { B301: "7" }, "42": { B301: "7人" }, "11": { B301: "" } };
    expect(sumColumn(cells, ["11", "42", "43", "44"], "B301")).toEqual({ sum: 7, invalid: ["42"] });
  });
});

describe("the table", () => {
  const column = { code: "B301", plan: 10, issued: false, published: true };
  const check = (cells: Record<string, string>, reserveConfirmed = false, facts = column) =>
    checkTable(
      [facts],
      ["42", "43"],
      Object.fromEntries(Object.entries(cells).map(([region, text]) => [region, { B301: text }])),
      { subProjects: ["B301"], reserveConfirmed },
    ).map((found) => found.code);

  it("is issued when it equals the plan, or less is confirmed as a reserve", () => {
    expect(check({ "42": "4", "43": "6" })).toEqual([]);
    expect(check({ "42": "4", "43": "5" })).toEqual(["quotas.reserve-unconfirmed"]);
    expect(check({ "42": "4", "43": "5" }, true)).toEqual([]);
  });

  it("is refused above the plan, with invalid cells, twice, and before publication", () => {
    expect(check({ "42": "4", "43": "7" }, true)).toEqual(["quotas.over-plan"]);
    expect(check({ "42": "4", "43": "6人" }, true)).toEqual(["quotas.cells-invalid"]);
    expect(check({}, true, { ...column, issued: true })).toEqual(["quotas.already-issued"]);
    expect(check({}, true, { ...column, published: false })).toEqual(["quotas.year-unpublished"]);
  });
});
