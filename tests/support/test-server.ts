import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { migrate } from "../../scripts/migrations";
import { isAlive, startPostgres } from "../../scripts/postgres";

const root = path.resolve(import.meta.dirname, "../..");

export interface TestServer {
  /** Address of the maintenance database; clones are made beside it. */
  readonly address: string;
  readonly template: string;
  stop(): Promise<void>;
}

export function withDatabaseName(address: string, name: string): string {
  const url = new URL(address);
  url.pathname = `/${name}`;
  return url.toString();
}

function* filesBelow(folder: string): Generator<string> {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(file);
    else yield file;
  }
}

/** The name carries a hash of what the template is made from, so an unchanged one serves the next run. */
function templateName(): string {
  const hash = createHash("sha256");
  for (const folder of ["prisma/migrations", "prisma/seed/reference"]) {
    for (const file of filesBelow(path.join(root, folder))) hash.update(file).update(readFileSync(file));
  }
  return `guopei_template_${hash.digest("hex").slice(0, 12)}`;
}

function seedReference(address: string): void {
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/seed.ts", "reference"];
  const env = { ...process.env, DATABASE_URL: address, ...testSecrets };
  const result = spawnSync(process.execPath, args, { cwd: root, env, encoding: "utf8" });
  if (result.status !== 0) throw new Error(`The reference data could not be seeded:\n${result.stderr}`);
}

/** Fixed keys, so that a template seeded by one run can be read by the next. */
export const testSecrets = {
  GUOPEI_DATA_KEY: Buffer.alloc(32, 1).toString("base64"),
  GUOPEI_INDEX_KEY: Buffer.alloc(32, 2).toString("base64"),
  NEXTAUTH_SECRET: Buffer.alloc(32, 3).toString("base64"),
  APP_ORIGIN: "http://127.0.0.1:3200",
  GUOPEI_DATA_FOLDER: path.join(tmpdir(), "guopei-test-data"),
};

/** Makes the template unless it stands, and returns its name. */
export async function prepareTemplate(address: string): Promise<string> {
  const template = templateName();
  const client = new pg.Client(address);
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('guopei test template'))");
    await dropLeftovers(client, template);
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [template]);
    if (found.rowCount !== 0) return template;
    const making = `${template}_making`;
    await client.query(`DROP DATABASE IF EXISTS ${making} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${making}`);
    const url = withDatabaseName(address, making);
    await migrate(url);
    seedReference(url);
    await client.query(`ALTER DATABASE ${making} RENAME TO ${template}`);
    return template;
  } finally {
    await client.end();
  }
}

/** Clones of processes that are gone, and templates of other migrations. */
async function dropLeftovers(client: pg.Client, template: string): Promise<void> {
  const databases = await client.query<{ name: string }>(
    "SELECT datname AS name FROM pg_database WHERE datname ~ '^guopei_(test|template)_'",
  );
  for (const { name } of databases.rows) {
    const owner = /^guopei_test_(\d+)_/.exec(name)?.[1];
    const stale = owner ? !isAlive(Number(owner)) : name !== template;
    if (stale) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

/** The server that TEST_DATABASE_URL names, or an embedded one that gives up durability for speed. */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { address: given, template: await prepareTemplate(given), stop: async () => {} };
  const server = await startPostgres({
    folder: path.join(root, ".data/test-postgres"),
    password: "test",
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" },
  });
  try {
    const address = server.address("postgres");
    return {
      address,
      template: await prepareTemplate(address),
      stop: async () => {
        if (server.started) await server.stop();
      },
    };
  } catch (error) {
    if (server.started) await server.stop();
    throw error;
  }
}
