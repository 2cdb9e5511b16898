import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { disconnect } from "@/lib/platform/db";
import { getDesk } from "@/lib/reporting";
import type { DeskTaskKey } from "@/lib/reporting/schema";
import type { TestDatabase } from "../../support/database";
import { cloneWorld, connectTo, type World } from "../../support/world";

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  ({ database, world } = await cloneWorld("placed"));
  await connectTo(database);
});
afterAll(async () => {
  await disconnect();
  await database.drop("unchecked");
});

const run = (sql: string, ...values: unknown[]) => database.pool.query(sql, values);

async function count(sql: string, ...values: unknown[]): Promise<number> {
  return Number((await run(`SELECT (${sql}) AS n`, ...values)).rows[0].n);
}

async function waiting(actor: Actor, key: DeskTaskKey): Promise<number> {
  return (await getDesk(actor)).tasks.find((task) => task.key === key)?.count ?? 0;
}

describe("how far classes are", () => {
  it("is counted over the country for the office, and over its own for an institution", async () => {
    const [first] = world.institutions;
    const own = "SELECT count(*) FROM designations WHERE institution_id = $1";
    const office = (await getDesk(world.office)).duties;
    const institution = (await getDesk(first.actor)).duties;
    expect(office[0]?.outOf).toBe(await count("SELECT count(*) FROM designations"));
    expect(institution[0]?.outOf).toBe(await count(own, first.actor.organisationId));
    expect(institution[0]?.done).toBeLessThan(institution[0]?.outOf ?? 0);
    expect(institution.find(({ key }) => key === "noticed")).toMatchObject({ done: 1, outOf: 1 });
    const placed = "SELECT count(*) FROM enrolments WHERE state = 'placed'";
    expect(office.find(({ key }) => key === "acknowledged")?.outOf).toBe(await count(placed));
    expect((await getDesk(world.provinces[0].schools[0].actor)).duties).toEqual([]);
  });
});

describe("a city's figures", () => {
  it("are those of its own schools", async () => {
    const { city, schools } = world.provinces[0];
    const submitted = async () => (await getDesk(city)).figures.find(({ key }) => key === "submitted")?.value;
    await run("UPDATE organisations SET parent_id = $1 WHERE id = $2", city.organisationId, schools[0].id);
    const live = "state NOT IN ('withdrawn', 'rejected', 'replaced')";
    const own = await count(
      `SELECT count(*) FROM enrolments WHERE school_id = $1 AND ${live}`,
      schools[0].id,
    );
    expect(own).toBeGreaterThan(0);
    expect(await submitted()).toBe(own);
  });
});

describe("a move between provinces", () => {
  it("waits for the other side, then for the ministry, and no longer than it is valid", async () => {
    const [from, to] = world.provinces;
    const id = newId();
    await run(
      `INSERT INTO seat_moves (id, sub_project_id, from_id, to_id, seats, proposed_by_id, reason, state, expires_at)
       VALUES ($1, $2, $3, $4, 1, $3, '演示', 'proposed', business_now() + interval '1 day')`,
      id,
      world.subProjects.B301,
      from.id,
      to.id,
    );
    expect(await waiting(to.actor, "answer-moves")).toBe(1);
    expect(await waiting(from.actor, "answer-moves")).toBe(0);
    expect(await waiting(world.ministry, "execute-moves")).toBe(0);
    const set = (change: string) =>
      run(`BEGIN; SET LOCAL session_replication_role = replica; UPDATE seat_moves SET ${change}; COMMIT`);
    await set("state = 'agreed'");
    expect(await waiting(to.actor, "answer-moves")).toBe(0);
    expect(await waiting(world.ministry, "execute-moves")).toBe(1);
    await set("expires_at = business_now() - interval '1 minute'");
    expect(await waiting(world.ministry, "execute-moves")).toBe(0);
  });
});

it("has the classes that ask to be cancelled wait for the office", async () => {
  await run(
    `INSERT INTO class_cancellations (id, class_id, reason_code, reason_text, state, requested_by_name, requested_by_role)
     VALUES ($1, $2, 'too-few', '人数不足', 'requested', '演示', 'institution')`,
    newId(),
    world.institutions[0].classId,
  );
  expect(await waiting(world.office, "decide-cancellations")).toBe(1);
});
