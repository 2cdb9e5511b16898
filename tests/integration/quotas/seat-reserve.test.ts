import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access";
import { getAllocation, getAllocationTable, listHeldSeats, reserveSeats, submitSeatMove } from "@/lib/quotas";
import { handleExpireCards } from "@/lib/quotas/jobs/expire-cards.handler";
import { getDesk, getOverview } from "@/lib/reporting";
import { overviewFilterSchema } from "@/lib/reporting/schema";
import { buildCities, type Cities, cityYear } from "../../support/cities";
import { useTestDatabase } from "../../support/database";
import { brokenInvariants, ledgerRows, newKey } from "../../support/quotas";

const database = useTestDatabase();
let bodies: Cities;
beforeAll(async () => {
  bodies = await buildCities();
});

async function refused(run: () => Promise<unknown>, problem: object) {
  const before = await ledgerRows(database().pool);
  await expect(run()).rejects.toMatchObject({ problems: [problem] });
  expect(await ledgerRows(database().pool)).toBe(before);
}

/** Hunan has 60 seats of B301, its first city 20 of them. */
async function reserveYear() {
  const world = await cityYear(bodies);
  await world.handDown(bodies.hunan.officer, bodies.one, 20);
  const { subProjectId, year } = world;
  const keep = (actor: Actor, seats: number, reason = "等新校区开学") =>
    reserveSeats(actor, { subProjectId, seats, reason });
  const chosen = async (actor: Actor) =>
    (await getAllocation(actor, { year, subProject: "B301" })).subProjects.find(
      ({ id }) => id === subProjectId,
    );
  return { ...world, keep, chosen };
}

describe("a reserve", () => {
  it("is undecided until the province says what it keeps and why, and released by nought", async () => {
    const { hunan } = bodies;
    const world = await reserveYear();
    expect(await world.chosen(hunan.officer)).toMatchObject({ left: 40, reserved: 0, reserveReason: null });
    expect(await world.keep(hunan.officer, 15)).toEqual({ seats: 15 });
    expect(await world.chosen(hunan.officer)).toMatchObject({
      left: 40,
      reserved: 15,
      reserveReason: "等新校区开学",
    });
    await world.keep(hunan.officer, 0, "");
    expect(await world.chosen(hunan.officer)).toMatchObject({ left: 40, reserved: 0, reserveReason: null });
    const events = await database().pool.query(
      "SELECT payload->>'seats' AS seats, payload->>'before' AS before FROM audit_events WHERE kind = 'quota.reserved' ORDER BY sequence",
    );
    expect(events.rows.slice(-2)).toEqual([
      { seats: "15", before: "0" },
      { seats: "0", before: "15" },
    ]);
  });

  it("is no more than lies there, has a reason, and is the own body's", async () => {
    const { hunan, one, other } = bodies;
    const world = await reserveYear();
    await refused(() => world.keep(hunan.officer, 41), {
      code: "quotas.reserve-too-large",
      params: { asked: 41, left: 40, code: "B301" },
    });
    await refused(() => world.keep(hunan.officer, 1, " "), {
      code: "quotas.reason-missing",
      field: "reason",
    });
    await refused(() => world.keep(one.officer, 21), { code: "quotas.reserve-too-large" });
    await refused(() => world.keep(other.officer, 1), { code: "quotas.no-seats-here" });
    await expect(world.keep(one.first.clerk, 1)).rejects.toMatchObject({ name: "Forbidden" });
  });

  it("is not handed down, handed back or moved before it is released", async () => {
    const { hunan, one } = bodies;
    const world = await reserveYear();
    await world.keep(hunan.officer, 30);
    const kept = {
      code: "quotas.seats-reserved",
      params: { asked: 11, left: 10, reserved: 30, code: "B301" },
    };
    await refused(() => world.handDown(hunan.officer, one, 11), kept);
    await refused(() => world.allocate(hunan.officer, one, 20, 31), kept);
    await refused(() => world.handBack(hunan.officer, 11), kept);
    const offer = {
      subProjectId: world.subProjectId,
      direction: "offer" as const,
      provinceId: bodies.hubei.id,
      seats: 11,
      reason: "调剂",
      key: newKey(),
    };
    await refused(() => submitSeatMove(hunan.officer, offer), kept);
    await world.handDown(hunan.officer, one, 10);
    await world.keep(hunan.officer, 5);
    await world.handDown(hunan.officer, one, 25);
    await refused(() => world.handDown(hunan.officer, one, 6), { code: "quotas.more-than-left" });
    await expect(
      database().pool.query(
        "UPDATE quota_accounts SET reserved = 6 WHERE sub_project_id = $1 AND organisation_id = $2",
        [world.subProjectId, hunan.id],
      ),
    ).rejects.toThrow("quota_accounts_reserve_free");
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });

  it("is told apart from what is undecided wherever seats are counted", async () => {
    const { hunan, one } = bodies;
    const world = await reserveYear();
    await world.keep(hunan.officer, 30);
    await world.keep(one.officer, 4);
    const { year, subProjectId } = world;
    const overview = async (actor: Actor, by: "schools" | "cities") =>
      getOverview(actor, overviewFilterSchema.parse({ year, by, subProject: "B301" }));
    const national = await overview(bodies.ministry.officer, "schools");
    expect(national.total).toMatchObject({ undecided: 66, reserved: 34 });
    expect(national.bodies.find(({ id }) => id === hunan.id)).toMatchObject({ undecided: 26, reserved: 34 });
    const cities = await overview(hunan.officer, "cities");
    expect(cities.bodies.find(({ id }) => id === one.id)).toMatchObject({ undecided: 16, reserved: 4 });
    const table = await getAllocationTable(hunan.officer, { year });
    expect(table.subProjects.find(({ id }) => id === subProjectId)).toMatchObject({ left: 10 });
    expect(await listHeldSeats(one.officer, { year })).toMatchObject([{ code: "B301", seats: 16 }]);
    const split = await getAllocation(hunan.officer, {
      year,
      subProject: "B301",
      suggest: "need",
      atLeast: 3,
    });
    expect(split.suggestion).toMatchObject({ kept: 10 });
    const waits = async (actor: Actor) =>
      (await getDesk(actor)).tasks.find(({ key }) => key === "hand-down-seats")?.count;
    expect([await waits(hunan.officer), await waits(one.officer)]).toEqual([10 + 40, 16]);
  });

  it("of a city ends with the year's supplement window", async () => {
    const world = await reserveYear();
    await world.keep(bodies.one.officer, 20);
    await database().pool.query(`ALTER TABLE time_windows DISABLE TRIGGER USER;
      UPDATE time_windows SET closes_at = now() - interval '1 second', opens_at = now() - interval '2 days' WHERE year = ${world.year};
      ALTER TABLE time_windows ENABLE TRIGGER USER`);
    await handleExpireCards();
    expect(await world.account(bodies.one)).toEqual({ granted: 0, handedDown: 0, carded: 0 });
    expect(await world.account(bodies.hunan)).toMatchObject({ granted: 60, handedDown: 0 });
    expect(await brokenInvariants(database().pool)).toEqual([]);
  });
});
