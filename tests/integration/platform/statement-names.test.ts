import { expect, it, vi } from "vitest";
import { db, statement } from "@/lib/platform/db";
import { useTestDatabase } from "../../support/database";

useTestDatabase();

it("gives different statements different names, also where two bundles share the connections", async () => {
  vi.resetModules();
  const another = await import("@/lib/platform/db");
  expect(another.db).not.toBe(db);
  expect(another.db()).toBe(db());
  for (const number of [1, 2, 3]) {
    await statement(null, `SELECT ${number} AS "fromPages"`, []);
    await another.statement(null, `SELECT ${number} AS "fromHandlers"`, []);
  }
});
