import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../support/web-servers";
import { type Group, type Row, row } from "./measure";

const root = path.resolve(import.meta.dirname, "../..");

/** The files of the project as they stand, without anything that was made from them. */
function freshCopy(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "guopei-bench-"));
  const listed = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (listed.status !== 0) throw new Error(`git could not list the project's files: ${listed.stderr}`);
  for (const name of listed.stdout.split("\0").filter((file) => file !== "")) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    cpSync(path.join(root, name), path.join(folder, name));
  }
  return folder;
}

const seconds = (since: number) => (performance.now() - since) / 1000;

function install(folder: string): number {
  const began = performance.now();
  const done = spawnSync("npm", ["install", "--no-audit", "--no-fund"], { cwd: folder, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`npm install broke:\n${done.stdout}${done.stderr}`);
  return seconds(began);
}

/** Seconds from `npm start` to the first page. */
async function firstPage(folder: string): Promise<number> {
  const port = await freePort();
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(DATABASE_|GUOPEI_|NEXTAUTH_|APP_ORIGIN$)/.test(name),
  );
  const began = performance.now();
  const child = spawn(process.execPath, ["scripts/run.mjs", "start"], {
    cwd: folder,
    env: { ...Object.fromEntries(kept), PORT: String(port) } as unknown as NodeJS.ProcessEnv,
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!(await answers(port))) {
    if (over) throw new Error("npm start ended before its first page");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const time = seconds(began);
  child.kill("SIGINT");
  await ended;
  return time;
}

async function answers(port: number): Promise<boolean> {
  try {
    const { status } = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(20_000) });
    return status === 200;
  } catch {
    return false;
  }
}

/** `--install-seconds=N` takes the time of an install made before, and copies this project's packages instead. */
async function measure(): Promise<Row[]> {
  const folder = freshCopy();
  try {
    const given = process.argv.find((word) => word.startsWith("--install-seconds="))?.split("=")[1];
    if (given)
      cpSync(path.join(root, "node_modules"), path.join(folder, "node_modules"), {
        recursive: true,
        verbatimSymlinks: true,
      });
    const installed = given ? Number(given) : install(folder);
    const first = await firstPage(folder);
    const second = await firstPage(folder);
    return [
      { ...row("npm install", "s", installed, null, {}), goal: "reported" },
      row("the first page after it", "s", first, null, { atMost: 120 }),
      row("a second start", "s", second, null, { atMost: 5 }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const starting: Group = { name: "starting", run: measure };
