import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access";
import { db, transaction } from "@/lib/platform/db";
import {
  allocateTable,
  bindCard,
  expireCards,
  getAllocation,
  getAllocationTable,
  getQuotaGrid,
  getSeatFigures,
  getSeatHistory,
  issueCards,
  listCards,
  listEmptySeats,
  listHeldSeats,
  remindSchools,
  updateSeatRoute,
} from "@/lib/quotas";
import { handleExpireCards } from "@/lib/quotas/jobs/expire-cards.handler";
import { getOverview, traceSeat } from "@/lib/reporting";
import { overviewFilterSchema } from "@/lib/reporting/schema";
import { buildCities, type Cities, cityYear } from "../../support/cities";
import { useTestDatabase } from "../../support/database";
import { inParallel, tally } from "../../support/parallel";
import { addTeacher, brokenInvariants, ledgerRows, newKey } from "../../support/quotas";

const database = useTestDatabase();
let bodies: Cities;
beforeAll(async () => {
  bodies = await buildCities();
});

async function refused(run: () => Promise<unknown>, code: string) {
  const before = await ledgerRows(database().pool);
  await expect(run()).rejects.toThrow(code);
  expect(await ledgerRows(database().pool)).toBe(before);
}

const notThere = (run: () => Promise<unknown>) => expect(run()).rejects.toMatchObject({ name: "NotFound" });
const sound = async () => expect(await brokenInvariants(database().pool)).toEqual([]);

describe("the route of a year", () => {
  it("is straight until the province decides, and can be changed until a seat is handed down", async () => {
    const world = await cityYear(bodies, { through: false });
    const route = async () => (await getAllocation(bodies.hunan.officer, { year: world.year })).route;
    expect(await route()).toEqual({ throughCities: false, settled: false, cities: 2 });
    await notThere(() => world.handDown(bodies.hunan.officer, bodies.one, 5));
    await notThere(() => world.handDown(bodies.one.officer, bodies.one.first, 5));
    await notThere(() => world.handBack(bodies.one.officer, 5));
    await world.decide(true);
    expect(await route()).toEqual({ throughCities: true, settled: false, cities: 2 });
    await world.decide(false);
    await world.decide(true);
    await world.handDown(bodies.hunan.officer, bodies.one, 5);
    expect(await route()).toEqual({ throughCities: true, settled: true, cities: 2 });
    await refused(() => world.decide(false), "quotas.seat-route-settled");
    await world.handBack(bodies.one.officer, 5);
    await refused(() => world.decide(false), "quotas.seat-route-settled");
  });

  it("needs a city, a published year, and the province", async () => {
    const world = await cityYear(bodies, { through: false });
    const decide = { year: world.year, throughCities: true };
    await refused(() => updateSeatRoute(bodies.hubei.officer, decide), "quotas.no-cities");
    await refused(() => updateSeatRoute(bodies.one.officer, decide), "seat-route.update");
    await refused(
      () => updateSeatRoute(bodies.hunan.officer, { ...decide, year: 2999 }),
      "quotas.year-unpublished",
    );
  });

  it("is held by the database too, whoever comes first", async () => {
    const world = await cityYear(bodies, { through: false });
    await world.handDown(bodies.hunan.officer, bodies.one.first, 5);
    const set = `INSERT INTO seat_routes (year, province_id, through_cities, decided_by) VALUES ($1, $2, true, 'x')`;
    await expect(database().pool.query(set, [world.year, bodies.hunan.id])).rejects.toMatchObject({
      code: "GP941",
    });
    const below = `INSERT INTO quota_accounts (id, sub_project_id, organisation_id, parent_id)
      SELECT gen_random_uuid(), $1, $2, id FROM quota_accounts WHERE sub_project_id = $1 AND organisation_id = $3`;
    const open = (organisation: string, above: string) =>
      database().pool.query(below, [world.subProjectId, organisation, above]);
    await expect(open(bodies.one.id, bodies.hunan.id)).rejects.toMatchObject({ code: "GP905" });
    const through = await cityYear(bodies);
    await through.handDown(bodies.hunan.officer, bodies.one, 1);
    for (const [organisation, above] of [
      [bodies.one.first.id, bodies.hunan.id],
      [bodies.other.first.id, bodies.one.id],
    ] as const)
      await expect(
        database().pool.query(below, [through.subProjectId, organisation, above]),
      ).rejects.toMatchObject({ code: "GP905" });
  });
});

describe("seats through a city", () => {
  it("go down to its schools and onto cards whose serials run in the province", async () => {
    const world = await cityYear(bodies);
    const { hunan, one, other } = bodies;
    await world.allocate(hunan.officer, one, 0, 20);
    await world.allocate(hunan.officer, other, 0, 10);
    await world.allocate(hunan.officer, hunan.first, 0, 3);
    await world.allocate(one.officer, one.first, 0, 7);
    await world.allocate(other.officer, other.first, 0, 4);
    await world.handDown(one.officer, one.schools[1] ?? one.first, 2);
    expect(await world.account(hunan)).toEqual({ granted: 60, handedDown: 33, carded: 0 });
    expect(await world.account(one)).toEqual({ granted: 20, handedDown: 9, carded: 0 });
    expect(await world.account(one.first)).toEqual({ granted: 7, handedDown: 0, carded: 7 });
    const codes = await db().registrationCard.findMany({
      where: { subProjectId: world.subProjectId },
      select: { code: true },
    });
    expect(codes).toHaveLength(14);
    expect(new Set(codes.map(({ code }) => code.split("-")[3])).size).toBe(14);
    expect(codes.every(({ code }) => code.includes("-43-B301-"))).toBe(true);
    expect(await getSeatFigures(one.officer, { year: world.year })).toEqual({
      granted: 20,
      handedDown: 9,
      left: 11,
      carded: 7,
      used: 0,
      unbound: 7,
    });
    expect(await getSeatFigures(hunan.officer, { year: world.year })).toMatchObject({
      granted: 100,
      handedDown: 33,
      carded: 14,
    });
    expect(await getSeatFigures(bodies.ministry.officer, { year: world.year })).toMatchObject({ carded: 14 });
    await sound();
  });

  it("keep the province's own cell in the regional table", async () => {
    const world = await cityYear(bodies);
    await world.handDown(bodies.hunan.officer, bodies.one, 5);
    await world.handDown(bodies.one.officer, bodies.one.first, 1);
    await database().pool.query("UPDATE organisations SET region_code = '43' WHERE id = $1", [bodies.one.id]);
    const grid = await getQuotaGrid(bodies.ministry.officer, { year: world.year });
    expect(grid.cells["43"]?.B301).toBe("60");
    expect(grid.reserve).toBe(0);
  });

  it("are split once: the province not to schools of cities, a city not beyond what it has", async () => {
    const world = await cityYear(bodies);
    const { hunan, one, other } = bodies;
    await world.handDown(hunan.officer, one, 6);
    await refused(() => world.handDown(hunan.officer, one.first, 1), "quotas.school-of-a-city");
    await refused(() => world.handDown(hunan.officer, one, 55), "quotas.more-than-left");
    await refused(() => world.handDown(one.officer, one.first, 7), "quotas.more-than-left");
    await refused(() => world.handDown(other.officer, other.first, 1), "quotas.no-seats-here");
    await refused(() => world.allocate(hunan.officer, one, 6, 5, false), "quotas.lower-by-hand-back");
    await world.allocate(one.officer, one.first, 0, 6);
    const cards = await world.cardsOf(one.first);
    await refused(() => world.recall(hunan.officer, cards.slice(0, 1)), "quotas.school-of-a-city");
    const recalls = async (actor: Actor) => (await listCards(actor, { year: world.year })).rows[0]?.recall;
    expect(await recalls(one.officer)).toEqual({ own: true });
    expect(await recalls(hunan.officer)).toMatchObject({ own: false, by: expect.stringContaining("长沙") });
    expect(await recalls(one.first.clerk)).toBeNull();
  });

  it("are out of reach of another city, as if its schools were not there", async () => {
    const world = await cityYear(bodies);
    const { hunan, one, other, hubei } = bodies;
    await world.allocate(hunan.officer, one, 0, 20);
    await world.allocate(hunan.officer, other, 0, 10);
    await world.allocate(one.officer, one.first, 0, 4);
    await world.allocate(other.officer, other.first, 0, 4);
    const foreign = await world.cardsOf(other.first);
    const { year, subProjectId } = world;
    for (const school of [other.first, hunan.first, hubei.first, other]) {
      await notThere(() => world.handDown(one.officer, school, 1));
      await notThere(() => world.allocate(one.officer, school, 0, 1));
      await notThere(() => remindSchools(one.officer, { year, schoolIds: [school.id] }));
      await notThere(() => getSeatHistory(one.officer, { subProjectId, organisationId: school.id }));
      const rows = [{ schoolId: school.id, cards: 1 }];
      await notThere(() => issueCards(one.officer, { subProjectId, rows, key: newKey() }));
      const targets = [{ subProjectId, schoolId: school.id, shown: 0, target: 1 }];
      await notThere(() => allocateTable(one.officer, { year, targets, cards: true, key: newKey() }));
    }
    await notThere(() => world.recall(one.officer, foreign));
    await notThere(() => traceSeat(one.officer, foreign[0] ?? ""));
    await notThere(() => getSeatHistory(one.officer, { subProjectId, organisationId: hunan.id }));
    const seen = JSON.stringify([
      await listCards(one.officer, { year }),
      await listEmptySeats(one.officer, { year }),
      await getAllocation(one.officer, { year }),
      await getAllocationTable(one.officer, { year }),
    ]);
    expect(seen).toContain(one.first.id);
    for (const school of [other.first, hunan.first, hubei.first]) expect(seen).not.toContain(school.id);
  });

  it("stand behind the second wall too: a city's own schools and no others", async () => {
    const world = await cityYear(bodies);
    const { hunan, one, other } = bodies;
    await world.handDown(hunan.officer, one, 2);
    await world.handDown(hunan.officer, other, 2);
    await world.allocate(one.officer, one.first, 0, 1);
    await world.allocate(other.officer, other.first, 0, 1);
    for (const { id } of [one.first, other.first, hunan.first]) await addTeacher(id);
    const schools = (city: typeof one, table: string) =>
      transaction(city.officer, async (tx) => {
        const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
          `SELECT DISTINCT school_id AS id FROM ${table}`,
        );
        return rows.map(({ id }) => id);
      });
    for (const table of ["registration_cards", "teachers"]) {
      const seen = await schools(one, table);
      expect(seen).toContain(one.first.id);
      expect(seen.filter((id) => !one.schools.some((school) => school.id === id))).toEqual([]);
      expect(await schools(other, table)).toEqual([other.first.id]);
    }
  });

  it("show the province its cities with the sums of their schools, and its own schools beside them", async () => {
    const world = await cityYear(bodies);
    const { hunan, one } = bodies;
    await world.handDown(hunan.officer, one, 20);
    await world.allocate(one.officer, one.first, 0, 4);
    const { schools, schoolTotal } = await getAllocation(hunan.officer, {
      year: world.year,
      subProject: "B301",
    });
    expect(schoolTotal).toBe(5);
    expect(schools.map(({ kind }) => kind).sort()).toEqual(["city", "city", "school", "school", "school"]);
    expect(schools.find(({ schoolId }) => schoolId === one.id)).toMatchObject({
      level: null,
      seats: 20,
      cards: 4,
    });
    const table = await getAllocationTable(hunan.officer, { year: world.year });
    expect(table.schools.find(({ id }) => id === one.id)?.seats).toEqual({ [world.subProjectId]: 20 });
  });

  it("are summed by city in the province's overview, whichever way they go", async () => {
    const { hunan, one } = bodies;
    const overview = (year: number) =>
      getOverview(hunan.officer, overviewFilterSchema.parse({ year, by: "cities", subProject: "B301" }));
    const through = await cityYear(bodies);
    await through.handDown(hunan.officer, one, 20);
    await through.allocate(one.officer, one.first, 0, 4);
    await through.handDown(hunan.officer, hunan.first, 3);
    const straight = await cityYear(bodies, { through: false });
    await straight.allocate(hunan.officer, one.first, 0, 6);
    const figures = async (year: number) =>
      (await overview(year)).bodies
        .map(({ id, allocated, carded }) => [id === one.id ? "city" : "province", allocated, carded])
        .sort();
    expect(await figures(through.year)).toEqual([
      ["city", 20, 4],
      ["province", 3, 0],
    ]);
    expect(await figures(straight.year)).toEqual([["city", 6, 6]]);
  });

  it("come back step by step: school, city, province, ministry", async () => {
    const world = await cityYear(bodies);
    const { hunan, one } = bodies;
    await world.handDown(hunan.officer, one, 10);
    await world.handDown(one.officer, one.first, 6);
    await world.handBack(one.first.clerk, 6);
    expect(await world.account(one)).toMatchObject({ granted: 10, handedDown: 0 });
    expect(await listHeldSeats(one.officer, { year: world.year })).toMatchObject([{ seats: 10 }]);
    await refused(() => world.handBack(one.officer, 11), "quotas.more-than-left");
    await world.handBack(one.officer, 10);
    expect(await world.account(hunan)).toMatchObject({ granted: 60, handedDown: 0 });
    await world.handBack(hunan.officer, 60);
    expect(await world.account(bodies.ministry)).toMatchObject({ granted: 100, handedDown: 40 });
    await sound();
  });

  it("come back to the city by recall and by lapse, and can be split again", async () => {
    const world = await cityYear(bodies);
    const { hunan, one } = bodies;
    await world.handDown(hunan.officer, one, 8);
    await world.allocate(one.officer, one.first, 0, 8);
    const [recalled = "", lapsed = "", ...late] = await world.cardsOf(one.first);
    const teacherId = await addTeacher(one.first.id);
    await bindCard(one.first.clerk, { cardId: recalled, teacherId, version: 1 });
    await world.recall(one.officer, [recalled]);
    expect(await world.account(one)).toMatchObject({ granted: 8, handedDown: 7 });
    const last = async (actor: Actor, id: string) => (await traceSeat(actor, id)).steps.at(-1);
    expect(await last(hunan.officer, recalled)).toMatchObject({
      kind: "card.recalled",
      actorName: one.officer.name,
      body: one.officer.organisationName,
      seats: 1,
      reason: "改派",
    });
    expect(await last(one.first.clerk, recalled)).toMatchObject({ actorName: null, reason: "改派" });
    const teacher = bodies.teacherActor(one.first, teacherId);
    expect(await last(teacher, recalled)).toMatchObject({ kind: "card.recalled", reason: null });
    expect((await last(one.officer, lapsed))?.kind).toBe("seats-card");
    const lapse = (ids: string[]) =>
      database().pool.query(
        "UPDATE registration_cards SET lapses_at = now() - interval '1 second' WHERE id = ANY ($1)",
        [ids],
      );
    await lapse([lapsed]);
    expect((await traceSeat(one.officer, lapsed)).steps).toContainEqual(
      expect.objectContaining({ kind: "card.expired", actorRole: "system" }),
    );
    expect(await getSeatFigures(one.officer, { year: world.year })).toMatchObject({ left: 2, carded: 6 });
    expect(await getSeatFigures(hunan.officer, { year: world.year })).toMatchObject({ handedDown: 8 });
    await world.handDown(one.officer, one.first, 2);
    expect(await world.account(one)).toMatchObject({ granted: 8, handedDown: 8 });
    await lapse(late);
    expect(await expireCards(hunan.officer)).toEqual({ cards: 6 });
    expect(await world.account(one)).toMatchObject({ granted: 8, handedDown: 2 });
    expect(await world.account(hunan)).toMatchObject({ handedDown: 8 });
    await sound();
  });

  it("are the province's once the supplement window has shut", async () => {
    const world = await cityYear(bodies);
    const { hunan, one } = bodies;
    await world.handDown(hunan.officer, one, 8);
    await world.allocate(one.officer, one.first, 0, 5);
    await handleExpireCards();
    expect(await world.account(one)).toMatchObject({ granted: 8, handedDown: 5 });
    await database().pool.query(`ALTER TABLE time_windows DISABLE TRIGGER USER;
      UPDATE time_windows SET closes_at = now() - interval '1 second', opens_at = now() - interval '2 days' WHERE year = ${world.year};
      ALTER TABLE time_windows ENABLE TRIGGER USER`);
    await database().pool.query(
      "UPDATE registration_cards SET lapses_at = now() - interval '1 second' WHERE sub_project_id = $1",
      [world.subProjectId],
    );
    await handleExpireCards();
    expect(await world.account(one)).toEqual({ granted: 0, handedDown: 0, carded: 0 });
    expect(await world.account(hunan)).toEqual({ granted: 60, handedDown: 0, carded: 0 });
    const { rows } = await getSeatHistory(hunan.officer, {
      subProjectId: world.subProjectId,
      organisationId: one.id,
    });
    expect(rows[0]).toMatchObject({ kind: "hand-back", seats: 8, actorRole: "system" });
    const entries = rows.length;
    await handleExpireCards();
    const again = await getSeatHistory(hunan.officer, {
      subProjectId: world.subProjectId,
      organisationId: one.id,
    });
    expect(again.rows).toHaveLength(entries);
    await sound();
  });

  it("name the city as a station on the way of a card", async () => {
    const world = await cityYear(bodies);
    const { hunan, one } = bodies;
    await world.handDown(hunan.officer, one, 2);
    await world.allocate(one.officer, one.first, 0, 1);
    const [card = ""] = await world.cardsOf(one.first);
    for (const reader of [hunan.officer, one.officer, one.first.clerk]) {
      const { steps } = await traceSeat(reader, card);
      expect(steps.map(({ body }) => body)).toEqual([
        bodies.ministry.name,
        hunan.name,
        one.name,
        one.first.name,
        one.first.name,
      ]);
    }
  });
});

describe("a province and its city at once", () => {
  it("end in a ledger that agrees, with everything that was said yes to", async () => {
    const world = await cityYear(bodies);
    const { hunan, one } = bodies;
    await world.handDown(hunan.officer, one, 10);
    await world.allocate(one.officer, one.first, 0, 4);
    const acts = Array.from({ length: 60 }, (_, at) => async () => {
      const turn = at % 5;
      if (turn === 0) return world.handDown(hunan.officer, one, 2);
      if (turn === 1) return world.handDown(one.officer, one.first, 1);
      if (turn === 2) return world.handBack(one.officer, 1);
      if (turn === 3) return world.handBack(one.first.clerk, 1);
      return issueCards(one.officer, {
        subProjectId: world.subProjectId,
        rows: [{ schoolId: one.first.id, cards: 1 }],
        key: newKey(),
      });
    });
    const outcomes = tally(await inParallel(acts, 8, (act) => act()));
    const { ok, "quotas.more-than-left": short, "quotas.school-more-than-left": none, ...odd } = outcomes;
    expect(odd).toEqual({});
    expect((ok ?? 0) + (short ?? 0) + (none ?? 0)).toBe(60);
    expect(ok).toBeGreaterThan(20);
    await sound();
    expect((await world.account(hunan)).granted).toBe(60);
  });
});
