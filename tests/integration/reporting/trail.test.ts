import { describe, expect, it } from "vitest";
import { Forbidden } from "@/lib/kernel/problem";
import { exportTrail } from "@/lib/reporting";
import { withWorld } from "../../support/world";

const open = withWorld();

describe("the trail as a file", () => {
  it("holds what the filter shows, oldest first, each event with its place; that it was taken stands in the trail", async () => {
    const { world, database } = open();
    const { rows: trail } = await database.pool.query(
      "SELECT sequence::text, id FROM audit_events WHERE kind = 'enrolment.confirmed' ORDER BY sequence",
    );
    const { number, rows } = await exportTrail(world.auditor, { kind: "enrolment.confirmed" });
    expect(rows.map(({ sequence, id }) => ({ sequence, id }))).toEqual(trail);
    const { rows: taken } = await database.pool.query(
      "SELECT actor_role, subject_id, payload FROM audit_events WHERE kind = 'trail.exported'",
    );
    expect(taken).toMatchObject([
      { actor_role: "auditor", subject_id: number, payload: { rows: 14, kind: "enrolment.confirmed" } },
    ]);
  });

  it("leaves the contents out for the audit administrator", async () => {
    const { world } = open();
    const bare = await exportTrail(world.auditAdmin, { kind: "enrolment.confirmed" });
    expect(bare.rows.length).toBe(14);
    expect(bare.rows.every((row) => row.payload === null)).toBe(true);
  });

  it("is refused when too much matches, and to everybody else", async () => {
    const { world, database } = open();
    await database.pool.query(
      `INSERT INTO audit_events (id, kind, actor_name, actor_role, organisation_name, subject_kind, subject_id, payload, business_at)
       SELECT gen_random_uuid(), 'test.many', 'n', 'system', '', 'test', 'x', '{}', now() FROM generate_series(1, 20001)`,
    );
    await expect(exportTrail(world.auditor, { kind: "test.many" })).rejects.toMatchObject({
      problems: [{ code: "reporting.trail-too-long", params: { most: 20_000 } }],
    });
    for (const actor of [world.ministry, world.systemAdmin])
      await expect(exportTrail(actor, {})).rejects.toThrow(Forbidden);
  });
});
