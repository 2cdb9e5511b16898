import { beforeAll, describe, expect, test } from "vitest";
import { listFreedPlaces, replaceEnrolment, withdrawEnrolment } from "@/lib/enrolments";
import { useTestDatabase } from "../../support/database";
import { enrolled, openSupplement } from "../../support/enrolment-state";
import { addTeachers, buildWorld, issueCards, newKey, type World } from "../../support/enrolments";

const database = useTestDatabase();
let world: World;
const clerk = () => world.clerk;

beforeAll(async () => {
  world = await buildWorld({ subProjects: [{ code: "B301", seats: 40 }], schools: 2 });
});

const places = async (actor = clerk()) => {
  const { rows, total } = await listFreedPlaces(actor, { year: world.year });
  expect(total).toBe(rows.length);
  return rows.map(({ kind, lastState, returnedTo, named, teacherName }) => [
    kind,
    lastState,
    returnedTo,
    named,
    teacherName !== null,
  ]);
};

describe("places that fell free", () => {
  test("are those of a withdrawal, a refusal and a return, but no card that was never used", async () => {
    await issueCards(world, world.first, world.school, 1);
    expect(await places()).toEqual([]);
    const gone = await enrolled(world, "submitted");
    await withdrawEnrolment(gone.teacher, { enrolmentId: gone.enrolmentId, version: 1, reasonText: "" });
    await enrolled(world, "rejected");
    await enrolled(world, "returned");
    expect((await places()).sort()).toEqual([
      ["card", "rejected", null, false, true],
      ["card", "withdrawn", null, false, true],
      ["returned", "returned", "school", true, true],
    ]);
  });

  test("are seen by their school and their province, and by nobody else's", async () => {
    expect(await places(world.officer)).toHaveLength(3);
    expect(await places(world.foreignOfficer)).toEqual([]);
    await expect(listFreedPlaces(world.office, { year: world.year })).rejects.toThrow();
  });

  test("are no longer free once somebody else took them", async () => {
    const former = await enrolled(world, "approved");
    const [other] = await addTeachers(world.school, 1);
    const before = (await places()).length;
    await replaceEnrolment(clerk(), {
      key: newKey(),
      enrolmentId: former.enrolmentId,
      version: former.version,
      teacherId: other?.teacherId ?? "",
      preferences: [],
      commitment: null,
      reasonText: "家中有事",
    });
    expect(await places()).toHaveLength(before);
  });

  test("stay in the supplement only as far as its rules let them be filled", async () => {
    await openSupplement(database().pool, world);
    const kinds = await places();
    expect(kinds.every(([kind]) => kind === "returned")).toBe(true);
    const [again] = await issueCards(world, world.first, world.school, 1);
    await database().pool.query(
      "UPDATE registration_cards SET supplement = true, lapses_at = clock_timestamp() + interval '1 day' WHERE code = $1",
      [again?.code],
    );
    expect(await places()).toContainEqual(["card", null, null, false, false]);
    const { supplement } = await listFreedPlaces(clerk(), { year: world.year });
    expect(supplement?.open).toBe(true);
  });
});
