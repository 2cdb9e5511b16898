import { spawnSync } from "node:child_process";
import path from "node:path";
import { projectFolder } from "./failure";

/** Runs Prisma's command line without its hints and without asking npx for it. */
export function runPrisma(args: string[], env: Record<string, string> = {}) {
  const program = path.join(projectFolder, "node_modules/prisma/build/index.js");
  const result = spawnSync(process.execPath, [program, ...args], {
    cwd: projectFolder,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1", NO_COLOR: "1", ...env },
  });
  return { status: result.status ?? 1, out: result.stdout ?? "", err: result.stderr ?? "" };
}
