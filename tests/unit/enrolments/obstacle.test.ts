import { describe, expect, test } from "vitest";
import { obstacleOf } from "@/app/(workspace)/registration/journey";
import { judgeEligibility } from "@/lib/enrolments/rules";
import { factsWith } from "../../support/eligibility";

const at = (now: string) => ({ now: new Date(now) });
const noSeat = { seat: { kind: "free" as const, count: 0, supplement: false } };
const told = (facts: Parameters<typeof factsWith>[0]) => obstacleOf(judgeEligibility(factsWith(facts)));

describe("what stands in the way of everybody here", () => {
  test("is nothing while a seat is free and the window open", () => {
    expect(told({})).toBeNull();
  });
  test("is the time, before and after, whatever else is missing", () => {
    expect(told({ ...at("2022-05-11T23:59:59+08:00"), ...noSeat })).toBe("early");
    expect(told({ ...at("2022-05-17T00:00:00+08:00"), ...noSeat })).toBe("shut");
  });
  test("is the seat only where everything else is met", () => {
    expect(told(noSeat)).toBe("noSeat");
    expect(told({ ...noSeat, record: [{ field: "mobile", fixableBy: "school" }] })).toBeNull();
  });
});
