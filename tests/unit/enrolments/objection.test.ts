import { describe, expect, it } from "vitest";
import { objectionUntil } from "@/lib/enrolments/objection-store";

describe("the time for objecting", () => {
  it.each([
    ["on a Monday", "2022-05-16T09:00:00+08:00", "2022-05-20T00:00:00+08:00"],
    ["on a Monday just before midnight", "2022-05-16T23:59:59+08:00", "2022-05-20T00:00:00+08:00"],
    ["on a Thursday, over a week-end", "2022-05-19T09:00:00+08:00", "2022-05-25T00:00:00+08:00"],
    ["on a Saturday", "2022-05-21T09:00:00+08:00", "2022-05-26T00:00:00+08:00"],
    [
      "early in the day, when it is still yesterday elsewhere",
      "2022-05-17T00:30:00+08:00",
      "2022-05-21T00:00:00+08:00",
    ],
  ])("ends with the third working day after a decision %s", (_what, decided, until) => {
    expect(objectionUntil(new Date(decided))).toEqual(new Date(until));
  });
});
