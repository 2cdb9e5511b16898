import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { dataFolder } from "./environment";
import { Failure } from "./failure";
import { migrate } from "./migrations";
import type { RunningPostgres } from "./postgres";
import { runProgram, typescriptProgram } from "./processes";
import { seedReference } from "./reference";

/** Written when the year stands complete; without it a year found in the database is the rest of an interrupted build. */
const mark = path.join(dataFolder, "demonstration.json");

export function demonstrationStands(): boolean {
  return existsSync(mark);
}

/** Builds the year on an empty database by the product's own commands, standing at the given business time. */
export async function buildDemonstration(server: RunningPostgres, at: string | undefined): Promise<void> {
  rmSync(mark, { force: true });
  await emptyDatabase(server);
  // The heads of a trail that is gone.
  rmSync(process.env.GUOPEI_AUDIT_ANCHORS ?? "", { force: true });
  await migrate(server.address("guopei"));
  await seedReference(server.address("guopei"));
  const args = typescriptProgram("scripts/seed.ts", "demonstration", ...(at ? [at] : []));
  if (!(await runProgram(args, process.env))) throw new Failure("data-broken");
  writeFileSync(mark, `${JSON.stringify({ at: at ?? null })}\n`);
}

async function emptyDatabase(server: RunningPostgres): Promise<void> {
  const client = new pg.Client(server.address("postgres"));
  await client.connect();
  try {
    await client.query("DROP DATABASE IF EXISTS guopei WITH (FORCE)");
    await client.query("CREATE DATABASE guopei");
  } finally {
    await client.end();
  }
}
