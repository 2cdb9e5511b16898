import { beforeAll, expect, test } from "vitest";
import { acceptPlacement, getPlacement, movePlacement, proposePlacement } from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { Forbidden } from "@/lib/kernel/problem";
import { useTestDatabase } from "../../support/database";
import { brokenInvariants, enrolled, stateOf } from "../../support/enrolment-state";
import { buildWorld, type World } from "../../support/enrolments";
import { outcome } from "../../support/outcome";

const database = useTestDatabase();
let world: World;

beforeAll(async () => {
  world = await buildWorld({
    subProjects: [
      {
        code: "B301",
        seats: 40,
        classes: [
          [2, 30, 40],
          [4, 50, 60],
        ],
      },
    ],
  });
});

test("by hand within a proposal: a free seat, the own sub-project, an open proposal; acceptance follows it", async () => {
  const [early = "", late = ""] = world.first.classIds;
  const people: string[] = [];
  for (const preferences of [[early], [early, late], [late]])
    people.push((await enrolled(world, "approved", { preferences })).enrolmentId);
  const [first = "", second = "", third = ""] = people;
  const { proposalId } = await proposePlacement(world.office, { subProjectId: world.first.id });
  const move = (enrolmentId: string, classId: string) =>
    outcome(() => movePlacement(world.office, { proposalId, enrolmentId, classId }));
  const seats = async () => {
    const { proposal } = await getPlacement(world.office, world.first.id);
    return people.map((id) => {
      const row = proposal?.rows.find(({ enrolmentId }) => enrolmentId === id);
      return [row?.classId, row?.wishRank];
    });
  };
  await expect(
    movePlacement(world.officer, { proposalId, enrolmentId: first, classId: late }),
  ).rejects.toBeInstanceOf(Forbidden);
  expect(await move(third, early)).toBe("enrolments.class-without-room");
  expect(await move(first, newId())).toBe("enrolments.class-without-room");
  expect(await move(newId(), late)).toBe("enrolments.not-in-proposal");
  expect(await seats()).toEqual([
    [early, 1],
    [early, 1],
    [late, 1],
  ]);
  expect(await move(second, late)).toBe("done");
  expect(await move(third, early)).toBe("done");
  expect(await move(first, "")).toBe("done");
  expect(await seats()).toEqual([
    [null, null],
    [late, 2],
    [early, null],
  ]);
  expect(await acceptPlacement(world.office, { proposalId })).toMatchObject({ placed: 2 });
  expect(await stateOf(first)).toMatchObject({ state: "approved", classId: null });
  expect(await stateOf(second)).toMatchObject({ state: "placed", classId: late });
  expect(await stateOf(third)).toMatchObject({ state: "placed", classId: early });
  expect(await move(first, late)).toBe("enrolments.proposal-superseded");
  expect(await brokenInvariants(database().pool)).toEqual([]);
});
