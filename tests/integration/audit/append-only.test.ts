import { describe, expect, it } from "vitest";
import { withWorld } from "../../support/world";

const open = withWorld();

async function stateOf(sql: string): Promise<string> {
  try {
    await open().database.pool.query(sql);
    return "done";
  } catch (error) {
    return (error as { code?: string }).code ?? "";
  }
}

describe.each(["audit_events", "quota_entries", "enrolment_events"])("%s", (table) => {
  it.each([
    ["UPDATE", `UPDATE ${table} SET id = id`],
    ["DELETE", `DELETE FROM ${table}`],
    ["TRUNCATE", `TRUNCATE ${table} CASCADE`],
  ])("takes no %s", async (_act, sql) => {
    const count = async () => {
      const { rows } = await open().database.pool.query(`SELECT count(*)::int AS n FROM ${table}`);
      return rows[0].n;
    };
    const before = await count();
    expect(before).toBeGreaterThan(0);
    expect(await stateOf(sql)).toBe("GP900");
    expect(await count()).toBe(before);
  });
});

it("keeps no ID number, phone or address in the trail", async () => {
  const { rows } = await open().database.pool.query(
    "SELECT kind, payload FROM audit_events WHERE payload::text ~ '(43\\d{15}[0-9Xx]|1[3-9]\\d{9})'",
  );
  expect(rows).toEqual([]);
});
