import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { exitWith, Failure, projectFolder } from "./failure";
import { generateClient } from "./generate";
import { runProgram } from "./processes";

const mark = path.join(projectFolder, ".next/guopei-build.json");
const folders = ["app", "components", "lib", "public", "prisma/models"];
const files = [
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
  "prisma/schema.prisma",
  "instrumentation.ts",
  "proxy.ts",
];
const generated = path.join("lib", "platform", "generated");

function* sources(entry: string): Generator<string> {
  const place = path.join(projectFolder, entry);
  if (!existsSync(place) || entry === generated) return;
  for (const item of readdirSync(place, { withFileTypes: true })) {
    const name = path.join(entry, item.name);
    if (item.isDirectory()) yield* sources(name);
    else yield name;
  }
}

function sourcesHash(): string {
  const names = [...folders.flatMap((folder) => [...sources(folder)]), ...files].sort();
  const hash = createHash("sha256").update(process.versions.node);
  for (const name of names) {
    const file = path.join(projectFolder, name);
    if (existsSync(file)) hash.update(name).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** True when the last build was made of the sources as they are now. */
export function isBuildCurrent(): boolean {
  if (!existsSync(mark) || !existsSync(path.join(projectFolder, ".next/BUILD_ID"))) return false;
  return JSON.parse(readFileSync(mark, "utf8")).hash === sourcesHash();
}

export async function build(): Promise<void> {
  const hash = sourcesHash();
  rmSync(mark, { force: true });
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  if (!(await runProgram(["node_modules/next/dist/bin/next", "build"], env)))
    throw new Failure("build-broken");
  writeFileSync(mark, `${JSON.stringify({ hash })}\n`);
}

if (process.argv[2] === "build") {
  try {
    generateClient();
    await build();
  } catch (error) {
    exitWith(error);
  }
}
