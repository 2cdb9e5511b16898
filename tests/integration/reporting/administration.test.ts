import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access";
import { disconnect } from "@/lib/platform/db";
import { getAdministration } from "@/lib/reporting";
import type { Administration } from "@/lib/reporting/views";
import type { TestDatabase } from "../../support/database";
import { cloneWorld, connectTo, type World } from "../../support/world";

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  ({ database, world } = await cloneWorld("open"));
  await connectTo(database);
});
afterAll(async () => {
  await disconnect();
  await database.drop("unchecked");
});

async function of<Duty extends Administration["duty"]>(actor: Actor, duty: Duty) {
  const found = await getAdministration(actor);
  if (found.duty !== duty) throw new Error(`the duty is ${found.duty}`);
  return found as Extract<Administration, { duty: Duty }>;
}
const system = async () => (await of(world.systemAdmin, "system")).system;
const accounts = async () => (await of(world.securityAdmin, "security")).accounts;
const run = (sql: string, ...values: unknown[]) => database.pool.query(sql, values);

describe("system administration", () => {
  it("sees the kinds of body that nobody can enter", async () => {
    const schools = async () => (await system()).bodies.find(({ kind }) => kind === "school");
    const before = await schools();
    const { id } = world.provinces[0].schools[0];
    const ended = await run(
      `UPDATE accounts SET state = 'disabled' WHERE state = 'active' AND id IN
         (SELECT account_id FROM appointments WHERE organisation_id = $1 AND role = 'school')`,
      id,
    );
    expect(ended.rowCount).toBeGreaterThan(0);
    expect(await schools()).toEqual({
      kind: "school",
      all: before?.all,
      without: (before?.without ?? 0) + 1,
    });
  });

  it("counts what the worker left, and says where that cannot be told", async () => {
    expect((await system()).failedJobs).toBeNull();
    await run(`CREATE SCHEMA graphile_worker`);
    await run(
      `CREATE TABLE graphile_worker.jobs (attempts smallint, max_attempts smallint, locked_at timestamptz)`,
    );
    await run(`INSERT INTO graphile_worker.jobs VALUES (25, 25, NULL), (3, 25, NULL), (25, 25, now())`);
    expect((await system()).failedJobs).toBe(1);
    const before = (await system()).lateEvents;
    const event =
      "INSERT INTO outbox_events (id, kind, payload, created_at) VALUES (gen_random_uuid(), 'x', '{}', now() - $1::interval)";
    await run(event, "6 minutes");
    await run(event, "1 minute");
    expect((await system()).lateEvents).toBe(before + 1);
  });
});

describe("security administration", () => {
  it("counts each account once, by what keeps it out", async () => {
    const before = await accounts();
    const { rows } = await run(
      `SELECT a.id FROM accounts a JOIN appointments p ON p.account_id = a.id AND p.role = 'province'
       WHERE a.state = 'active' ORDER BY a.id LIMIT 2`,
    );
    const [locked, unused] = rows.map((row) => row.id);
    await run("UPDATE sign_in_policies SET dormant_after_days = 30 WHERE role = 'province'");
    const dormantNow = (await accounts()).dormant;
    await run("UPDATE accounts SET last_used_at = now() - interval '40 days' WHERE id = ANY ($1)", [
      locked,
      unused,
    ]);
    expect((await accounts()).dormant).toBe(dormantNow + 2);
    await run("UPDATE accounts SET locked_until = now() + interval '10 minutes' WHERE id = $1", locked);
    expect(await accounts()).toEqual({ ...before, locked: before.locked + 1, dormant: dormantNow + 1 });
  });
});

describe("audit administration", () => {
  it("counts refusals of the last seven days, nought where there were none", async () => {
    const counts = async () =>
      Object.fromEntries((await of(world.auditAdmin, "audit")).refusals.map((row) => [row.kind, row.count]));
    const before = await counts();
    expect(Object.keys(before)).toEqual(["account.limited", "session.refused", "second-factor.refused"]);
    const copy = `INSERT INTO audit_events SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(),
      'sequence', (SELECT max(sequence) + 1 FROM audit_events), 'kind', 'account.limited', 'recorded_at', now() - $1::interval))).*
      FROM audit_events e ORDER BY sequence LIMIT 1`;
    await run(copy, "6 days");
    await run(copy, "8 days");
    expect(await counts()).toEqual({ ...before, "account.limited": (before["account.limited"] ?? 0) + 1 });
  });
});
