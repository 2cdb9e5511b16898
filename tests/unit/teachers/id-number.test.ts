import { describe, expect, test } from "vitest";
import { birthDateOf, idCheckCharacter, idNumberFault, sexOf } from "@/lib/teachers/rules";

const today = "2022-05-15";

describe("the number of a resident identity card", () => {
  test("is right when region, date and check character are", () => {
    // The example of GB 11643-1999 itself.
    expect(idNumberFault("11010519491231002X", today)).toBeNull();
    expect(idNumberFault("440524188001010014", today)).toBe("birth-date");
    expect(idNumberFault(" 11010519491231002x ", today)).toBeNull();
  });

  test.each([
    ["110105491231002", "old-form"],
    ["1101051949123100", "length"],
    ["11010519491231002A", "characters"],
    ["X1010519491231002X", "characters"],
    ["99010519491231002X", "region"],
    ["110105194902300020", "birth-date"],
    ["110105202212310024", "birth-date"],
    ["110105194912310020", "check-character"],
  ])("%s is faulty: %s", (number, fault) => {
    expect(idNumberFault(number, today)).toBe(fault);
  });

  test("tells the date of birth and the sex", () => {
    expect(birthDateOf("11010519491231002X")).toBe("1949-12-31");
    expect(sexOf("11010519491231002X")).toBe("2");
    expect(sexOf("110105194912310038")).toBe("1");
    expect(birthDateOf("11010519490229002X")).toBeNull();
  });

  test("ends in X where the sum asks for ten", () => {
    expect(idCheckCharacter("11010519491231002")).toBe("X");
  });
});
