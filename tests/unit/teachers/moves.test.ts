import { describe, expect, it } from "vitest";
import { TEACHER_MOVE_EVENTS, TEACHER_MOVE_LIFE } from "@/lib/teachers/lifecycle";
import { checkMove, MOVE_DAYS_AHEAD } from "@/lib/teachers/rules";
import { TEACHER_MOVE_STATES } from "@/lib/teachers/schema";

describe("the life of a move", () => {
  it("leads from a release to one of three ends, and takes effect by consent only", () => {
    const reached = (state: (typeof TEACHER_MOVE_STATES)[number]): string[] => [
      state,
      ...TEACHER_MOVE_EVENTS.flatMap((event) => {
        const next = TEACHER_MOVE_LIFE[state][event];
        return next ? reached(next) : [];
      }),
    ];
    expect(new Set(reached("released"))).toEqual(new Set(TEACHER_MOVE_STATES));
    for (const over of ["effective", "declined", "withdrawn"] as const) expect(reached(over)).toEqual([over]);
    expect(TEACHER_MOVE_LIFE.released["take-effect"]).toBeUndefined();
    expect(TEACHER_MOVE_LIFE.accepted.withdraw).toBeUndefined();
  });
});

describe("the day of a move", () => {
  const of = (effectiveOn: string, toId = "there") =>
    checkMove({ today: "2022-05-15", effectiveOn, fromId: "here", toId }).map(({ code }) => code);

  it("is today or later, and not too far ahead", () => {
    expect(MOVE_DAYS_AHEAD).toBe(90);
    expect(of("2022-05-14")).toEqual(["teachers.move-day-past"]);
    expect(of("2022-05-15")).toEqual([]);
    expect(of("2022-08-13")).toEqual([]);
    expect(of("2022-08-14")).toEqual(["teachers.move-day-too-far"]);
  });

  it("leads to another school", () => {
    expect(of("2022-05-15", "here")).toEqual(["teachers.move-same-school"]);
  });
});
