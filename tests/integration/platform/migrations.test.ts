import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { migrate, pendingMigrations } from "../../../scripts/migrations";
import { runPrisma } from "../../../scripts/prisma";
import { cloneDatabase, type TestDatabase } from "../../support/database";
import { runProgram } from "../../support/program";

async function onEmptyDatabase<T>(run: (database: TestDatabase) => Promise<T>): Promise<T> {
  const database = await cloneDatabase("template0");
  try {
    return await run(database);
  } finally {
    await database.drop("unchecked");
  }
}

const names = readdirSync("prisma/migrations").filter((name) => !name.endsWith(".toml"));

test("an empty database takes every migration once, as Prisma records them", async () => {
  await onEmptyDatabase(async ({ url, pool }) => {
    expect(await pendingMigrations(url)).toEqual(names);
    expect(await migrate(url)).toEqual(names);
    expect(await migrate(url)).toEqual([]);
    const { rows } = await pool.query(
      "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY started_at",
    );
    expect(rows.map((row) => row.migration_name)).toEqual(names);
    const status = runPrisma(["migrate", "status"], { DATABASE_URL: url, DATABASE_OWNER_URL: url });
    expect(status.status).toBe(0);
    expect(status.out).toContain("Database schema is up to date!");
  });
});

test("two starts that migrate one database at the same time do not disturb each other", async () => {
  await onEmptyDatabase(async ({ url, pool }) => {
    const ended = await Promise.all([1, 2].map(() => runProgram("migrate", { DATABASE_URL: url })));
    expect(ended.map(({ code, output }) => ({ code, output }))).toEqual([
      { code: 0, output: expect.stringContaining("up to date") },
      { code: 0, output: expect.stringContaining("up to date") },
    ]);
    const { rows } = await pool.query("SELECT count(*)::int AS rows FROM _prisma_migrations");
    expect(rows).toEqual([{ rows: names.length }]);
  });
});

test("the difference between migrations and models is written as SQL, and is empty as they stand", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "guopei-models-"));
  const diff = (url: string, schema: string) =>
    runPrisma(
      [
        "migrate",
        "diff",
        "--from-migrations",
        "prisma/migrations",
        "--to-schema",
        schema,
        "--script",
        "--exit-code",
      ],
      {
        DATABASE_URL: url,
        SHADOW_DATABASE_URL: url,
      },
    );
  try {
    cpSync("prisma/schema.prisma", path.join(folder, "schema.prisma"));
    cpSync("prisma/models", path.join(folder, "models"), { recursive: true });
    await onEmptyDatabase(async ({ url, pool }) => {
      expect(diff(url, "prisma").status).toBe(0);
      const file = path.join(folder, "models/audit.prisma");
      const text = readFileSync(file, "utf8");
      writeFileSync(file, text.replace(/^model AuditEvent \{/m, "model AuditEvent {\n  remark String?"));
      const changed = diff(url, folder);
      expect(changed.status).toBe(2);
      expect(changed.out).toContain('ALTER TABLE "audit_events" ADD COLUMN     "remark" TEXT');
      const { rows } = await pool.query(
        "SELECT count(*)::int AS shadows FROM pg_database WHERE datname LIKE 'prisma_migrate_shadow%'",
      );
      expect(rows).toEqual([{ shadows: 0 }]);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
