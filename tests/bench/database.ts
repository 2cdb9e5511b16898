import { randomBytes } from "node:crypto";
import path from "node:path";
import pg from "pg";
import { migrate } from "../../scripts/migrations";
import { type RunningPostgres, startPostgres } from "../../scripts/postgres";
import { runProgram, typescriptProgram } from "../../scripts/processes";
import { testSecrets, withDatabaseName } from "../support/test-server";

const root = path.resolve(import.meta.dirname, "../..");
let server: Promise<RunningPostgres> | undefined;
const made = new Set<string>();

/** The database as `npm start` runs it, every write flushed; it counts statements where a database asks for that. */
function startServer(): Promise<RunningPostgres> {
  server ??= startPostgres({
    folder: path.join(root, ".data/bench-postgres"),
    password: "bench",
    settings: {
      shared_preload_libraries: "pg_stat_statements",
      "pg_stat_statements.track": "none",
      max_connections: "120",
    },
  });
  return server;
}

/** Ends the server, after dropping what this run made. */
export async function stopServer(): Promise<void> {
  const running = await server;
  for (const url of made) await dropDatabase(url);
  if (running?.started) await running.stop();
  server = undefined;
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client((await startServer()).address("postgres"));
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** An empty migrated database with the reference data. */
export async function newDatabase(): Promise<string> {
  const name = `bench_${randomBytes(4).toString("hex")}`;
  await onServer(`CREATE DATABASE ${name}`);
  const url = withDatabaseName((await startServer()).address("postgres"), name);
  made.add(url);
  await migrate(url);
  if (!(await seed(url, "reference"))) throw new Error("the reference data could not be seeded");
  return url;
}

/** The 2022 demonstration, built by the product's commands. */
export async function demonstrationDatabase(): Promise<string> {
  const url = await newDatabase();
  if (!(await seed(url, "demonstration"))) throw new Error("the demonstration could not be built");
  return url;
}

function seed(url: string, what: string): Promise<boolean> {
  return runProgram(typescriptProgram("scripts/seed.ts", what), {
    ...process.env,
    ...testSecrets,
    DATABASE_URL: url,
    LOG_LEVEL: "error",
  });
}

/** A copy of a database that nobody is connected to. */
export async function copyOf(url: string): Promise<string> {
  const name = `bench_${randomBytes(4).toString("hex")}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${new URL(url).pathname.slice(1)}`);
  const copy = withDatabaseName(url, name);
  made.add(copy);
  return copy;
}

export async function dropDatabase(url: string): Promise<void> {
  await onServer(`DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
  made.delete(url);
}

/** Points the product's client of this process at a database. */
export async function connectProduct(url: string): Promise<void> {
  const { disconnect } = await import("../../lib/platform/db");
  await disconnect();
  const { env } = await import("../../lib/platform/env");
  Object.assign(process.env, testSecrets, { DATABASE_URL: url, DATABASE_POOL: "16", LOG_LEVEL: "error" });
  // Parsed once a process, and this one changes databases.
  env().DATABASE_URL = url;
}

export async function disconnectProduct(): Promise<void> {
  const { disconnect } = await import("../../lib/platform/db");
  await disconnect();
}
