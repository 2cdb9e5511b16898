import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/platform/db";
import {
  getAllocation,
  handDownSeats,
  issueQuotaTable,
  listSeatNeeds,
  saveQuotaDraft,
  submitSeatNeeds,
} from "@/lib/quotas";
import { useTestDatabase } from "../../support/database";
import { buildBodies, buildYear, ledgerRows, newKey, type Spans } from "../../support/quotas";

const database = useTestDatabase();
let bodies: Awaited<ReturnType<typeof buildBodies>>;
beforeAll(async () => {
  bodies = await buildBodies();
});
// Complete only for the count; their records hold next to nothing.
afterAll(() => database().pool.query("UPDATE teachers SET problem_count = 1"));

async function issuedYear(spans: Spans = {}) {
  const world = await buildYear(spans);
  await saveQuotaDraft(bodies.ministry.officer, {
    year: world.year,
    cells: { "43": { B301: "60" } },
    basedOn: 0,
  });
  await issueQuotaTable(bodies.ministry.officer, {
    year: world.year,
    draft: 1,
    subProjects: ["B301"],
    reserveConfirmed: true,
    key: newKey(),
  });
  const { first } = bodies.hunan;
  return {
    ...world,
    say: (seats: number, version: number, reason = "新上专业", clerk = first.clerk) =>
      submitSeatNeeds(clerk, {
        year: world.year,
        rows: [{ subProjectId: world.b301.id, seats, reason, version }],
      }),
    said: async () =>
      (await listSeatNeeds(first.clerk, { year: world.year })).rows.find((row) => row.code === "B301"),
  };
}

async function refused(run: () => Promise<unknown>, code: string) {
  const before = await ledgerRows(database().pool);
  const needs = await db().seatNeed.count();
  await expect(run()).rejects.toThrow(code);
  expect(await ledgerRows(database().pool)).toBe(before);
  expect(await db().seatNeed.count()).toBe(needs);
}

it("a school says what it needs, changes it, and the province ranks by it", async () => {
  const world = await issuedYear();
  expect(await world.said()).toMatchObject({ seats: null, version: 0, allocated: 0 });
  await world.say(2, 0, "演示理由", bodies.hunan.second.clerk);
  expect(await world.say(3, 0)).toEqual({ changed: 1, seats: 3 });
  expect(await world.say(5, 1, "扩建实训基地")).toEqual({ changed: 1, seats: 5 });
  expect(await world.said()).toMatchObject({ seats: 5, reason: "扩建实训基地", version: 2 });
  const allocation = await getAllocation(bodies.hunan.officer, { year: world.year, subProject: "B301" });
  expect(allocation.schools.map(({ schoolId, need }) => [schoolId, need])).toEqual([
    [bodies.hunan.first.id, 5],
    [bodies.hunan.second.id, 2],
    [bodies.hunan.third.id, null],
  ]);
  expect(allocation.needed).toEqual({ seats: 7, schools: 2 });
});

it("two clerks who saw the same do not overwrite one another", async () => {
  const world = await issuedYear();
  const both = await Promise.allSettled([world.say(2, 0), world.say(9, 0)]);
  expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await refused(() => world.say(4, 0), "quotas.need-changed-meanwhile");
});

it("a number needs its reason; nought needs none", async () => {
  const world = await issuedYear();
  await refused(() => world.say(2, 0, ""), "quotas.need-reason-missing");
  expect(await world.say(0, 0, "")).toEqual({ changed: 1, seats: 0 });
});

it("what the province has answered, and what is over, stays as it was said", async () => {
  const world = await issuedYear();
  await world.say(2, 0);
  await handDownSeats(bodies.hunan.officer, {
    subProjectId: world.b301.id,
    rows: [{ schoolId: bodies.hunan.first.id, seats: 1 }],
    key: newKey(),
  });
  await refused(() => world.say(5, 1), "quotas.need-answered");
  const over = await issuedYear({ "quota-issue": [-3, -1], supplement: [-3, -2] });
  await refused(() => over.say(2, 0), "quotas.needs-closed");
});

it("another year's and an unknown sub-project are not there", async () => {
  const [world, other] = [await issuedYear(), await issuedYear()];
  const say = (subProjectId: string) =>
    submitSeatNeeds(bodies.hunan.first.clerk, {
      year: world.year,
      rows: [{ subProjectId, seats: 1, reason: "演示", version: 0 }],
    });
  await expect(say(other.b301.id)).rejects.toMatchObject({ name: "NotFound" });
});

it("the database itself refuses a need without reason and one below nought", async () => {
  const world = await issuedYear();
  const write = (seats: number, reason: string) =>
    database().pool.query(
      "INSERT INTO seat_needs (sub_project_id, school_id, seats, reason, stated_by) VALUES ($1, $2, $3, $4, 'x')",
      [world.b301.id, bodies.hunan.first.id, seats, reason],
    );
  await expect(write(1, " ")).rejects.toThrow("seat_needs_reason");
  await expect(write(-1, "演示")).rejects.toThrow("seat_needs_seats");
});

it("a fair split fills the boxes with what schools need and have teachers for, and moves nothing", async () => {
  const world = await issuedYear();
  const { first, second } = bodies.hunan;
  await db().teacher.createMany({
    data: [first, first, first, second].map(({ id: schoolId }, at) => ({
      id: crypto.randomUUID(),
      schoolId,
      name: `演示教师${at}`,
      post: "teacher",
      problemCount: 0,
    })),
  });
  await world.say(5, 0);
  await world.say(2, 0, "演示理由", second.clerk);
  const before = await ledgerRows(database().pool);
  const { suggestion } = await getAllocation(bodies.hunan.officer, {
    year: world.year,
    subProject: "B301",
    suggest: "need",
  });
  expect(suggestion).toMatchObject({
    seats: 4,
    schools: 2,
    kept: 56,
    targets: { [first.id]: 3, [second.id]: 1 },
  });
  expect(await ledgerRows(database().pool)).toBe(before);
});
