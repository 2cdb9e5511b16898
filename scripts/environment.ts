import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Failure, projectFolder, toFailure } from "./failure";
import { type KeptPostgres, keepPostgres } from "./keep-postgres";
import { ensureDatabase, type RunningPostgres, startPostgres } from "./postgres";

export const dataFolder = path.resolve(projectFolder, process.env.GUOPEI_DATA_FOLDER ?? ".data");

process.env.GUOPEI_AUDIT_ANCHORS ??= path.join(dataFolder, "audit-anchors.tsv");

const secretNames = ["GUOPEI_DATA_KEY", "GUOPEI_INDEX_KEY", "NEXTAUTH_SECRET"] as const;

export interface Database {
  readonly address: string;
  /** Undefined when DATABASE_URL names a server of somebody else's. */
  readonly embedded: RunningPostgres | undefined;
  /** From now on the embedded server is started again when it ends by itself. */
  keep(): KeptPostgres | undefined;
  /** Stops the embedded server if it was started for this command. */
  release(): Promise<void>;
}

/** Made once, beside the data that they open; losing the file means losing the encrypted columns. */
function embeddedSecrets(): Record<string, string> {
  const file = path.join(dataFolder, "secrets.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
  const names = ["DATABASE_PASSWORD", ...secretNames];
  const secrets = Object.fromEntries(names.map((name) => [name, randomBytes(32).toString("base64")]));
  mkdirSync(dataFolder, { recursive: true, mode: 0o755 });
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  return secrets;
}

/** The address without its password, for sentences on screen. */
export function withoutPassword(address: string): string {
  try {
    const url = new URL(address);
    return `${url.hostname}:${url.port || "5432"}${url.pathname}`;
  } catch {
    return "DATABASE_URL";
  }
}

/** Only the web server and the worker need every secret; a migration needs none. */
export function requireSecrets(): void {
  const missing = [...secretNames, "APP_ORIGIN"].filter((name) => !process.env[name]);
  if (missing.length > 0) throw new Failure("secrets-missing", { names: missing.join(", ") });
}

/** The database that DATABASE_URL names, or else the embedded one, started if it is not running. */
export async function openDatabase(say: (line: string) => void = () => {}): Promise<Database> {
  const given = process.env.DATABASE_URL;
  if (given) return { address: given, embedded: undefined, keep: () => undefined, release: async () => {} };
  try {
    const { DATABASE_PASSWORD, ...secrets } = embeddedSecrets();
    const own = { folder: path.join(dataFolder, "postgres"), password: DATABASE_PASSWORD ?? "" };
    const server = await startPostgres({ ...own, say });
    await ensureDatabase(server, "guopei");
    const address = server.address("guopei");
    for (const [name, value] of Object.entries(secrets)) process.env[name] ??= value;
    process.env.DATABASE_URL = address;
    return {
      address,
      embedded: server,
      keep: () => keepPostgres(server, () => startPostgres({ ...own, port: server.port })),
      release: async () => {
        if (server.started) await server.stop();
      },
    };
  } catch (error) {
    throw toFailure(error);
  }
}

/** Runs a program on the database and gives the embedded server back, whatever happens. */
export async function withDatabase<T>(run: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase((line) => console.log(line));
  try {
    return await run(database);
  } finally {
    await database.release();
  }
}
