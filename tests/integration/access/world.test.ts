import { expect, it } from "vitest";
import { checkDatabase } from "@/lib/platform/check";
import { withWorld } from "../../support/world";

const open = withWorld();

it("holds registrations in every stand, and keeps every invariant", async () => {
  const { world, database } = open();
  const { rows } = await database.pool.query<{ state: string; n: number }>(
    "SELECT state, count(*)::int AS n FROM enrolments GROUP BY state ORDER BY state",
  );
  expect(rows).toEqual([
    { state: "approved", n: 6 },
    { state: "confirmed", n: 4 },
    { state: "rejected", n: 2 },
    { state: "returned", n: 4 },
    { state: "submitted", n: 4 },
    { state: "withdrawn", n: 2 },
  ]);
  expect(world.provinces.map((province) => province.schools.length)).toEqual([2, 2]);
  expect(await checkDatabase(database.pool)).toEqual([]);
});
