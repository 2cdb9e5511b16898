import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { Failure, projectFolder } from "./failure";
import { runProgram, typescriptProgram } from "./processes";

const folder = path.join(projectFolder, "prisma/seed/reference");

function edition(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder).sort())
    hash.update(name).update(readFileSync(path.join(folder, name)));
  return hash.digest("hex");
}

/**
 * Adds the reference data that the database lacks; false where it carries this edition already. The edition is written down last:
 * a seed that was cut short runs again.
 */
export async function seedReference(address: string): Promise<boolean> {
  const sha256 = edition();
  const pool = new pg.Pool({ connectionString: address, max: 1 });
  try {
    const stands = await pool.query("SELECT 1 FROM reference_editions WHERE sha256 = $1", [sha256]);
    if (stands.rowCount) return false;
    const args = typescriptProgram("scripts/seed.ts", "reference");
    if (!(await runProgram(args, { ...process.env, DATABASE_URL: address })))
      throw new Failure("data-broken");
    await pool.query("INSERT INTO reference_editions (sha256) VALUES ($1) ON CONFLICT DO NOTHING", [sha256]);
    return true;
  } finally {
    await pool.end();
  }
}
