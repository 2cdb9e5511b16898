import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { checkDatabase } from "../../lib/platform/check";
import { testSecrets, withDatabaseName } from "./test-server";

export interface TestDatabase {
  readonly name: string;
  readonly url: string;
  /** A few connections of its own, beside those of the product's client. */
  readonly pool: pg.Pool;
  /** Drops the clone after its invariants have been checked; `unchecked` for a clone that was broken on purpose. */
  drop(how?: "checked" | "unchecked"): Promise<void>;
}

async function runOnServer(sql: string): Promise<void> {
  const client = new pg.Client(inject("testServer").address);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A copy of the migrated template, or of another database of the test server that nobody is connected to. */
export async function cloneDatabase(source: string = inject("testServer").template): Promise<TestDatabase> {
  const { address } = inject("testServer");
  const name = `guopei_test_${process.pid}_${randomBytes(4).toString("hex")}`;
  await runOnServer(`CREATE DATABASE ${name} TEMPLATE ${source}`);
  const url = withDatabaseName(address, name);
  const pool = new pg.Pool({ connectionString: url, max: 8 });
  pool.on("error", () => {});
  return {
    name,
    url,
    pool,
    drop: async (how = "checked") => {
      try {
        if (how === "checked") await expectInvariants(pool);
      } finally {
        await pool.end();
        await runOnServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }
    },
  };
}

async function expectInvariants(pool: pg.Pool): Promise<void> {
  const findings = await checkDatabase(pool);
  if (findings.length > 0) {
    throw new Error(
      `The test left broken invariants behind:\n${JSON.stringify(findings.slice(0, 20), null, 2)}`,
    );
  }
}

/**
 * One clone for the test file; the environment points at it before any product code reads it.
 * The getter may be called in tests and hooks, not while the file is collected.
 */
export function useTestDatabase(): () => TestDatabase {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await cloneDatabase();
    Object.assign(process.env, testSecrets, { DATABASE_URL: database.url });
  });
  afterAll(async () => {
    const { disconnect } = await import("../../lib/platform/db");
    await disconnect();
    await database?.drop();
  });
  return () => {
    if (!database) throw new Error("The test database exists only while tests run.");
    return database;
  };
}
