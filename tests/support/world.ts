import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { Connections } from "../../lib/platform/connections";
import { cloneDatabase, type TestDatabase } from "./database";
import { testSecrets, withDatabaseName } from "./test-server";
import type { World } from "./world-shape";

export { WORLD_PASSWORD } from "./world-password";
export type { World } from "./world-shape";

const root = path.resolve(import.meta.dirname, "../..");
const MADE_FROM = ["lib", "prisma", "tests/factories", "tests/support/build-world.ts"];
/** Databases, two a world. */
const MOST_KEPT = 8;
const STANDS_AT = { open: "2022-05-15T14:50:00+08:00", placed: "2022-05-18T15:00:00+08:00" };

function* filesOf(place: string): Generator<string> {
  if (!existsSync(place)) return;
  for (const entry of readdirSync(place, { withFileTypes: true })) {
    const file = path.join(place, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "generated" && entry.name !== "messages") yield* filesOf(file);
    } else yield file;
  }
}

let kept: string | undefined;

/** The name carries a hash of everything that the world is built by, taken once a process. */
function worldName(): string {
  kept ??= nameOfContents();
  return kept;
}

function nameOfContents(): string {
  const hash = createHash("sha256");
  for (const place of MADE_FROM) {
    const full = path.join(root, place);
    const files = place.endsWith(".ts") ? [full] : [...filesOf(full)].sort();
    for (const file of files) hash.update(file).update(readFileSync(file));
  }
  return `guopei_world_${hash.digest("hex").slice(0, 12)}`;
}

/** Builds both stages once; every test file of a run clones them. */
async function prepareWorld(): Promise<string> {
  const { address, template } = inject("testServer");
  const world = worldName();
  const client = new pg.Client(address);
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('guopei test world'))");
    const known = await client.query<{ name: string }>(
      "SELECT datname AS name FROM pg_database WHERE datname LIKE 'guopei_world_%' ORDER BY oid DESC",
    );
    const names = known.rows.map((row) => row.name);
    if (names.includes(`${world}_placed`)) return world;
    // Other runs on the same server may still be cloning theirs.
    const stale = names.filter((name, index) => index >= MOST_KEPT || name.startsWith(world));
    for (const name of stale) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    const making = `${world}_making`;
    await client.query(`CREATE DATABASE ${making} TEMPLATE ${template}`);
    const env = { ...process.env, ...testSecrets, DATABASE_URL: withDatabaseName(address, making) };
    const args = ["--conditions=react-server", "--import", "tsx", "tests/support/build-world.ts"];
    const built = spawnSync(process.execPath, [...args, `${world}_open`], {
      cwd: root,
      env,
      encoding: "utf8",
    });
    if (built.status !== 0) throw new Error(`The world could not be built:\n${built.stdout}${built.stderr}`);
    await client.query(`ALTER DATABASE ${making} RENAME TO ${world}_placed`);
    return world;
  } finally {
    await client.end();
  }
}

/** A clone of a stage whose clock stands where the stage does, or at another instant. */
export async function cloneWorld(
  stage: World["stage"] = "open",
  at: string = STANDS_AT[stage],
): Promise<{ database: TestDatabase; world: World }> {
  const database = await cloneDatabase(`${await prepareWorld()}_${stage}`);
  await standAt(database.pool, at);
  const { rows } = await database.pool.query<{ facts: World }>("SELECT facts FROM test_support.world");
  const world = rows[0]?.facts;
  if (!world) throw new Error("the world was built without its facts");
  return { database, world };
}

/** Sets the clock of a clone, backwards too, which the product itself refuses. */
export async function standAt(pool: pg.Pool, at: string): Promise<void> {
  await pool.query(`BEGIN; ALTER TABLE business_clock DISABLE TRIGGER business_clock_guard;
    UPDATE business_clock SET reached_at = '${at}'::timestamptz,
      offset_ms = floor(extract(epoch FROM ('${at}'::timestamptz - clock_timestamp())) * 1000)::bigint;
    ALTER TABLE business_clock ENABLE TRIGGER business_clock_guard; COMMIT`);
}

/** Points the product's own client at a database; it connects at its next statement. */
export async function connectTo(
  database: TestDatabase,
  pool = new Connections({ connectionString: database.url, max: 8, lock_timeout: 3_000 }),
): Promise<void> {
  const { disconnect } = await import("../../lib/platform/db");
  await disconnect();
  Object.assign(process.env, testSecrets, { DATABASE_URL: database.url });
  pool.on("error", () => {});
  Object.assign(globalThis, { guopeiPool: pool });
}

/** One clone of the world for a test file, with the product connected to it. */
export function withWorld(
  stage: World["stage"] = "open",
  at?: string,
): () => { world: World; database: TestDatabase } {
  let current: { world: World; database: TestDatabase } | undefined;
  beforeAll(async () => {
    current = await cloneWorld(stage, at);
    await connectTo(current.database);
  });
  afterAll(async () => {
    const { disconnect } = await import("../../lib/platform/db");
    await disconnect();
    await current?.database.drop();
  });
  return () => {
    if (!current) throw new Error("The world exists only while tests run.");
    return current;
  };
}
