import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { withoutPassword } from "./environment";
import { Failure, projectFolder, toFailure } from "./failure";
import { runPrisma } from "./prisma";

const migrationsFolder = path.join(projectFolder, "prisma/migrations");
const oldestServer = 150_000;

interface Migration {
  readonly name: string;
  readonly checksum: string;
}

function migrationsOnDisk(): Migration[] {
  if (!existsSync(migrationsFolder)) return [];
  return readdirSync(migrationsFolder)
    .sort()
    .map((name) => ({ name, file: path.join(migrationsFolder, name, "migration.sql") }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({
      name,
      checksum: createHash("sha256").update(readFileSync(file)).digest("hex"),
    }));
}

/** Names of the migrations still to apply; a history that does not fit the folder is a failure. */
export async function pendingMigrations(address: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 5000 });
  client.on("error", () => {});
  const place = withoutPassword(address);
  try {
    await client.connect();
    const version = await client.query<{ number: string; text: string }>(
      "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS text",
    );
    const server = version.rows[0];
    if (server && Number(server.number) < oldestServer) {
      throw new Failure("database-too-old", { address: place, version: server.text });
    }
    const table = await client.query<{ name: string | null }>(
      "SELECT to_regclass('_prisma_migrations') AS name",
    );
    if (!table.rows[0]?.name) return migrationsOnDisk().map(({ name }) => name);
    const history = await client.query<{ name: string; checksum: string; finished: boolean }>(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
         FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
    );
    return compareHistory(history.rows);
  } catch (error) {
    throw toFailure(error, { address: place });
  } finally {
    await client.end().catch(() => {});
  }
}

function compareHistory(history: { name: string; checksum: string; finished: boolean }[]): string[] {
  const onDisk = migrationsOnDisk();
  for (const applied of history) {
    const own = onDisk.find(({ name }) => name === applied.name);
    if (!own) throw new Failure("migration-missing", { name: applied.name });
    if (!applied.finished) throw new Failure("migration-unfinished", { name: applied.name });
    if (own.checksum !== applied.checksum) throw new Failure("migration-changed", { name: applied.name });
  }
  return onDisk.map(({ name }) => name).filter((name) => !history.some((applied) => applied.name === name));
}

/** Applies what is pending and returns its names. */
export async function migrate(address: string): Promise<string[]> {
  const pending = await pendingMigrations(address);
  if (pending.length === 0) return [];
  const result = runPrisma(["migrate", "deploy"], { DATABASE_URL: address, DATABASE_OWNER_URL: address });
  if (result.status === 0) return pending;
  const words = `${result.err}\n${result.out}`;
  if (/No space left on device|53100/.test(words)) throw new Failure("disk-full");
  const name = /Migration name: (\S+)/.exec(words)?.[1] ?? pending[0] ?? "";
  const reason =
    /Database error:\s*(?:ERROR: )?(.+)/.exec(words)?.[1] ?? /Error: P\d+\s+(.+)/.exec(words)?.[1] ?? words;
  throw new Failure("migration-broken", { name, reason: reason.trim() });
}
