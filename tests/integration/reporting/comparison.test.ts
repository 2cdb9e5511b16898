import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disconnect } from "@/lib/platform/db";
import { exportComparison, getComparison, refreshOverviews } from "@/lib/reporting";
import { type ComparisonFilter, comparisonFilterSchema } from "@/lib/reporting/schema";
import { type Body, createBody } from "../../support/bodies";
import type { TestDatabase } from "../../support/database";
import { cloneWorld, connectTo, type World } from "../../support/world";

let database: TestDatabase;
let world: World;
let without: Body;

beforeAll(async () => {
  ({ database, world } = await cloneWorld("open"));
  await connectTo(database);
  const [first, second] = world.provinces;
  await need("B301", first.schools[0].id, 9);
  await need("B302", first.schools[0].id, 4);
  await need("B301", second.schools[1].id, 5);
  const province = { id: first.id, name: first.regionCode, provinceId: first.id };
  without = await createBody("school", "演示新办学校", province);
  await need("B302", without.id, 3);
});
afterAll(async () => {
  await disconnect();
  await database.drop();
});

const asked = (filter: Partial<ComparisonFilter> = {}) =>
  comparisonFilterSchema.parse({ year: 2022, ...filter });

async function need(code: keyof World["subProjects"], schoolId: string, seats: number): Promise<void> {
  await database.pool.query(
    "INSERT INTO seat_needs (sub_project_id, school_id, seats, reason, stated_by) VALUES ($1, $2, $3, '新开专业，教师多', '演示')",
    [world.subProjects[code], schoolId, seats],
  );
}

describe("provinces side by side", () => {
  it("sets the need of all their schools beside what they were given", async () => {
    const { rows, total, lastYear } = await getComparison(world.ministry, asked({ sort: "code" }));
    const [first, second] = world.provinces;
    const of = (id: string) => rows.find((row) => row.id === id);
    expect(of(first.id)?.needed).toBe(16);
    expect(of(second.id)?.needed).toBe(5);
    expect(total.needed).toBe(21);
    expect(of(first.id)?.allocated).toBeGreaterThan(0);
    expect(total.registered).toBe(rows.reduce((sum, row) => sum + row.registered, 0));
    expect(lastYear).toBeNull();
    expect(rows.every(({ last }) => last === null)).toBe(true);
  });

  it("takes one sub-project", async () => {
    const { total, chosen } = await getComparison(world.auditor, asked({ subProject: "B302" }));
    expect(chosen?.code).toBe("B302");
    expect(total.needed).toBe(7);
  });

  it("shows the same when the figures are the kept ones", async () => {
    const live = await getComparison(world.office, asked());
    await refreshOverviews(0);
    const kept = await getComparison(world.office, asked());
    expect([live.live, kept.live]).toEqual([true, false]);
    expect(kept.rows).toEqual(live.rows);
    await database.pool.query("DELETE FROM overview_snapshots");
  });
});

describe("the schools of one province", () => {
  it("are its own, whatever the address names", async () => {
    const [own, other] = world.provinces;
    const comparison = await getComparison(own.actor, asked({ province: other.regionCode }));
    const known = [...own.schools.map(({ id }) => id), without.id];
    expect(comparison.rows.length).toBeGreaterThan(0);
    expect(comparison.rows.every(({ id }) => known.includes(id))).toBe(true);
    expect(comparison.total.needed).toBe(16);
  });

  it("have among them those that asked for seats and got none", async () => {
    const [own] = world.provinces;
    const { rows } = await getComparison(own.actor, asked({ subProject: "B302" }));
    const one = rows.find(({ id }) => id === without.id);
    expect(one).toMatchObject({ name: "演示新办学校", needed: 3, allocated: 0, registered: 0 });
  });
});

describe("the file", () => {
  it("has the rows of the page, and one line in the trail", async () => {
    const { number, comparison } = await exportComparison(world.auditor, asked());
    expect(comparison.rows).toHaveLength(2);
    const { rows } = await database.pool.query(
      "SELECT kind, actor_role, payload FROM audit_events WHERE subject_id = $1",
      [number],
    );
    expect(rows).toMatchObject([
      { kind: "comparison.exported", actor_role: "auditor", payload: { rows: 2, level: "provinces" } },
    ]);
  });
});
