import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withDatabase } from "./environment";
import { exitWith, projectFolder } from "./failure";
import { runPrisma } from "./prisma";

const name = process.argv[3];

function migrationName(words: string): string {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  return `${stamp}_${words.toLowerCase().replace(/[^a-z0-9]+/g, "_")}`;
}

/** Prisma cannot say CHECKs, triggers, functions and partial indexes: those are added to the file by hand. */
async function writeMigration(words: string): Promise<void> {
  await withDatabase(async ({ address }) => {
    const from = ["--from-migrations", "prisma/migrations"];
    const result = runPrisma(["migrate", "diff", ...from, "--to-schema", "prisma", "--script"], {
      DATABASE_URL: address,
      SHADOW_DATABASE_URL: address,
    });
    if (result.status !== 0) throw new Error(result.err || result.out);
    const folder = path.join(projectFolder, "prisma/migrations", migrationName(words));
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      path.join(folder, "migration.sql"),
      result.out.replace(/^Loaded Prisma config.*\n\n?/m, ""),
    );
    console.log(`Wrote ${path.relative(projectFolder, folder)}/migration.sql; read it before it is applied.`);
  });
}

try {
  if (!name) throw new Error("Give the migration a name: npm run db:new-migration -- name");
  await writeMigration(name);
} catch (error) {
  exitWith(error);
}
