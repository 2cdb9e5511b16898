import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareSnapshots, type Snapshot, takeSnapshot } from "../../../scripts/catalogue-snapshot";
import { compareModels, findDrift } from "../../../scripts/drift-check";
import { cloneDatabase, type TestDatabase } from "../../support/database";

let database: TestDatabase;
let client: pg.Client;
let migrated: Snapshot;

beforeAll(async () => {
  database = await cloneDatabase();
  client = new pg.Client(database.url);
  await client.connect();
  migrated = await takeSnapshot(client);
});

afterAll(async () => {
  await client.end();
  await database.drop("unchecked");
});

/** Applies the statement, compares, and takes it back. */
async function differencesAfter(statement: string) {
  await client.query("BEGIN");
  try {
    await client.query(statement);
    return compareSnapshots(migrated, await takeSnapshot(client));
  } finally {
    await client.query("ROLLBACK");
  }
}

describe("each kind of drift is named", () => {
  const drifts: [kind: string, statement: string, name: string][] = [
    ["an added column", "ALTER TABLE enrolments ADD COLUMN remark text", "column enrolments.remark"],
    [
      "a dropped default",
      "ALTER TABLE quota_accounts ALTER granted DROP DEFAULT",
      "column quota_accounts.granted",
    ],
    [
      "a nullable column",
      "ALTER TABLE accounts ALTER login_name DROP NOT NULL",
      "column accounts.login_name",
    ],
    ["an added table", "CREATE TABLE drawer (id int)", "table drawer"],
    ["an added check", "ALTER TABLE accounts ADD CONSTRAINT extra CHECK (true)", "check accounts.extra"],
    [
      "a silenced trigger",
      "ALTER TABLE audit_events DISABLE TRIGGER audit_events_append_only",
      "trigger audit_events.audit_events_append_only",
    ],
    [
      "a function's other body",
      "CREATE OR REPLACE FUNCTION business_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT now()'",
      "function business_now()",
    ],
    [
      "an added partial index",
      "CREATE INDEX extra ON accounts (id) WHERE state = 'active'",
      "partial index accounts.extra",
    ],
    [
      "an expression index",
      "CREATE INDEX extra ON accounts (lower(login_name))",
      "expression index accounts.extra",
    ],
    ["an added plain index", "CREATE INDEX extra ON accounts (state)", "index accounts.extra"],
    [
      "an exclusion constraint",
      "ALTER TABLE accounts ADD CONSTRAINT extra EXCLUDE USING btree (login_name WITH =)",
      "exclusion accounts.extra",
    ],
  ];

  test.each(drifts)("%s", async (_kind, statement, name) => {
    const found = (await differencesAfter(statement)).map((difference) => difference.name);
    expect(found).toContain(name);
  });
});

/** Statements that drop everything in the catalogue that refuses a wrong row, one by one. */
async function dropsOfInvariants(): Promise<{ name: string; statement: string }[]> {
  const { rows } = await client.query<{ name: string; statement: string }>(`
    SELECT CASE k.contype WHEN 'c' THEN 'check' WHEN 'x' THEN 'exclusion' WHEN 'u' THEN 'unique'
             WHEN 'f' THEN 'foreign key' ELSE 'primary key' END || ' ' || c.relname || '.' || k.conname AS name,
           format('ALTER TABLE %I DROP CONSTRAINT %I CASCADE', c.relname, k.conname) AS statement
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
     WHERE k.connamespace = 'public'::regnamespace AND k.contype IN ('c', 'x', 'u', 'f', 'p')
       AND c.relname <> '_prisma_migrations'
    UNION ALL
    SELECT 'trigger ' || c.relname || '.' || t.tgname, format('DROP TRIGGER %I ON %I', t.tgname, c.relname)
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
    UNION ALL
    SELECT 'function ' || p.oid::regprocedure, format('DROP FUNCTION %s CASCADE', p.oid::regprocedure)
      FROM pg_proc p
     WHERE p.pronamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    UNION ALL
    SELECT CASE WHEN i.indpred IS NOT NULL THEN 'partial index' WHEN i.indexprs IS NOT NULL THEN 'expression index'
             ELSE 'index' END || ' ' || t.relname || '.' || c.relname, format('DROP INDEX %I CASCADE', c.relname)
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
     WHERE c.relnamespace = 'public'::regnamespace AND t.relname <> '_prisma_migrations'
       AND (i.indisunique OR i.indpred IS NOT NULL OR i.indexprs IS NOT NULL)
       AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))`);
  return rows;
}

test("every invariant of the catalogue is missed when it is dropped", async () => {
  const drops = await dropsOfInvariants();
  expect(drops.length).toBeGreaterThan(100);
  const unnoticed: string[] = [];
  for (const { name, statement } of drops) {
    const missing = (await differencesAfter(statement)).filter(({ what }) => what === "missing");
    if (!missing.some((difference) => difference.name === name)) unnoticed.push(name);
  }
  expect(unnoticed).toEqual([]);
}, 240_000);

test("the migrated database has no drift, and a changed one is reported by the whole check", async () => {
  const clone = await cloneDatabase();
  try {
    expect(await findDrift(clone.url)).toEqual({ models: "", database: [] });
    await clone.pool.query("ALTER TABLE audit_events DROP COLUMN request_id");
    const { database: differences } = await findDrift(clone.url);
    expect(differences.map(({ what, name }) => `${what} ${name}`)).toEqual([
      "missing column audit_events.request_id",
    ]);
  } finally {
    await clone.drop("unchecked");
  }
}, 60_000);

test("a model that no migration follows is reported", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "guopei-models-"));
  try {
    cpSync("prisma/schema.prisma", path.join(folder, "schema.prisma"));
    cpSync("prisma/models", path.join(folder, "models"), { recursive: true });
    const file = path.join(folder, "models/audit.prisma");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(/^model AuditEvent \{/m, "model AuditEvent {\n  remark String?"));
    expect(compareModels(database.url, folder)).toContain('ADD COLUMN     "remark" TEXT');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 30_000);
