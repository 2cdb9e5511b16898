import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { exitWith, projectFolder } from "./failure";
import { runPrisma } from "./prisma";

const output = path.join(projectFolder, "lib/platform/generated");
const mark = path.join(output, ".models");

function modelsHash(): string {
  const hash = createHash("sha256");
  const models = path.join(projectFolder, "prisma/models");
  const files = readdirSync(models)
    .sort()
    .map((name) => path.join(models, name));
  for (const file of [path.join(projectFolder, "prisma/schema.prisma"), ...files])
    hash.update(readFileSync(file));
  hash.update(readFileSync(path.join(projectFolder, "node_modules/prisma/package.json")));
  return hash.digest("hex");
}

/** Makes the database client unless it already answers to the models as they are; true when it was made. */
export function generateClient(): boolean {
  const hash = modelsHash();
  if (existsSync(mark) && readFileSync(mark, "utf8") === hash) return false;
  const result = runPrisma(["generate"]);
  if (result.status !== 0) throw new Error(`prisma generate: ${result.err || result.out}`);
  writeFileSync(mark, hash);
  return true;
}

if (process.argv[2] === "generate") {
  try {
    console.log(generateClient() ? "The database client was made." : "The database client is up to date.");
  } catch (error) {
    exitWith(error);
  }
}
