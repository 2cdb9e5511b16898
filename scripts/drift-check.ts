import { randomBytes } from "node:crypto";
import pg from "pg";
import { compareSnapshots, type Difference, takeSnapshot } from "./catalogue-snapshot";
import { withoutPassword } from "./environment";
import { toFailure } from "./failure";
import { migrate } from "./migrations";
import { runPrisma } from "./prisma";

export interface Drift {
  /** SQL that would bring the migrations up to the models; empty when they agree. */
  readonly models: string;
  readonly database: Difference[];
}

async function snapshotOf(address: string) {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    return await takeSnapshot(client);
  } catch (error) {
    throw toFailure(error, { address: withoutPassword(address) });
  } finally {
    await client.end().catch(() => {});
  }
}

/** Compares the models with a freshly migrated database, and that database with the given one. */
export async function findDrift(address: string): Promise<Drift> {
  const found = await snapshotOf(address);
  const name = `guopei_drift_${randomBytes(4).toString("hex")}`;
  const fresh = new URL(address);
  fresh.pathname = `/${name}`;
  const admin = new pg.Client(address);
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    await migrate(fresh.toString());
    const expected = await snapshotOf(fresh.toString());
    return { models: compareModels(fresh.toString()), database: compareSnapshots(expected, found) };
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  }
}

/** Prisma sees tables, columns, keys and plain indexes; the snapshot sees the rest. */
export function compareModels(migrated: string, schema = "prisma"): string {
  const args = [
    "migrate",
    "diff",
    "--from-config-datasource",
    "--to-schema",
    schema,
    "--script",
    "--exit-code",
  ];
  const result = runPrisma(args, { DATABASE_URL: migrated, DATABASE_OWNER_URL: migrated });
  if (result.status === 0) return "";
  if (result.status === 2) return result.out.trim();
  throw new Error(result.err || result.out);
}
