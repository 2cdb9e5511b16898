import fc from "fast-check";
import { expect, test } from "vitest";
import { planPlacement, type Room, type Seeker } from "@/lib/enrolments/rules";

const seeker = (
  enrolmentId: string,
  minute: number,
  preferences: string[],
  taken: Seeker["taken"] = [],
  provinceId = "",
): Seeker => ({
  enrolmentId,
  submittedAt: new Date(Date.UTC(2022, 4, 15, 0, minute)),
  provinceId,
  preferences,
  taken,
});
const room = (classId: string, free: number, startsOn = "2022-06-06", endsOn = "2022-06-19"): Room => ({
  classId,
  free,
  people: {},
  startsOn,
  endsOn,
});

test("first wishes go before second ones, and earlier submissions before later ones", () => {
  const seated = planPlacement(
    [seeker("late", 3, ["a", "b"]), seeker("early", 1, ["a", "b"]), seeker("other", 2, ["b", "a"])],
    [room("a", 1), room("b", 2)],
  );
  expect(seated).toEqual([
    { enrolmentId: "early", classId: "a", wishRank: 1 },
    { enrolmentId: "other", classId: "b", wishRank: 1 },
    { enrolmentId: "late", classId: "b", wishRank: 2 },
  ]);
});

test("whoever wished for nothing sits where most room is left", () => {
  expect(planPlacement([seeker("x", 1, [])], [room("a", 1), room("b", 5)])).toEqual([
    { enrolmentId: "x", classId: "b", wishRank: null },
  ]);
});

test("whoever wished for nothing sits among the fewest of the own province, those seated before included", () => {
  const [hunan, hubei] = ["43", "42"];
  const rooms = [{ ...room("a", 9), people: { [hunan]: 1 } }, room("b", 5)];
  const people = [hunan, hunan, hubei].map((province, index) => seeker(`p${index}`, index, [], [], province));
  expect(planPlacement(people, rooms).map(({ classId }) => classId)).toEqual(["b", "a", "a"]);
});

test("nobody is seated on days already taken", () => {
  const taken = [{ startsOn: "2022-06-10", endsOn: "2022-06-12" }];
  expect(planPlacement([seeker("x", 1, ["a"], taken)], [room("a", 5)])).toEqual([
    { enrolmentId: "x", classId: null, wishRank: null },
  ]);
});

test("never more than there is room, nobody twice, and nobody without a seat while one is free", () => {
  const classIds = ["a", "b", "c"];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.shuffledSubarray(classIds)), { maxLength: 40 }),
      fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12)),
      (people, sizes) => {
        const rooms = classIds.map((id, index) => room(id, sizes[index] ?? 0));
        const seated = planPlacement(
          people.map(([minute, wishes], index) => seeker(`p${index}`, minute, wishes)),
          rooms,
        );
        expect(new Set(seated.map((row) => row.enrolmentId)).size).toBe(people.length);
        for (const { classId, free } of rooms)
          expect(seated.filter((row) => row.classId === classId).length).toBeLessThanOrEqual(free);
        const total = sizes.reduce((sum, size) => sum + size, 0);
        expect(seated.filter((row) => row.classId !== null)).toHaveLength(Math.min(total, people.length));
      },
    ),
  );
});
