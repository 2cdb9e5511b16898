import { mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, isBuildCurrent } from "./build";
import { buildDemonstration, demonstrationStands } from "./demonstration";
import { type Database, dataFolder, openDatabase, requireSecrets, withoutPassword } from "./environment";
import { exitWith, Failure } from "./failure";
import { generateClient } from "./generate";
import type { KeptPostgres } from "./keep-postgres";
import { migrate, pendingMigrations } from "./migrations";
import { isAlive } from "./postgres";
import { isStopping, stopPrograms } from "./processes";
import { seedReference } from "./reference";
import { secondWall } from "./second-wall";
import { readPort, requireFreePort, startServices } from "./services";

const began = performance.now();
const lock = path.join(dataFolder, "start.pid");
const neededBytes = 256 * 1024 * 1024;

let database: Database | undefined;
let kept: KeptPostgres | undefined;
let locked = false;

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** One line when a step begins, one with its time when it is done. */
async function step<T>(name: string, run: () => Promise<T> | T, outcome: (result: T) => string = () => "") {
  const since = performance.now();
  console.log(`· ${name} …`);
  const result = await run();
  if (isStopping()) await new Promise(() => {});
  console.log(`✓ ${[name, seconds(since), outcome(result)].filter(Boolean).join(" · ")}`);
  return result;
}

function requireSpace(): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o755 });
  const { bavail, bsize } = statfsSync(dataFolder);
  if (bavail * bsize < neededBytes) throw new Failure("disk-full", { place: dataFolder });
}

/** One starter per folder with the embedded database; a lock whose owner is dead is taken over. */
function takeLock(): void {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
  } catch {
    const owner = Number(readFileSync(lock, "utf8"));
    if (owner > 0 && isAlive(owner)) throw new Failure("already-running", { pid: owner });
    writeFileSync(lock, String(process.pid));
  }
  locked = true;
}

let ending: Promise<void> | undefined;

/** Web server and worker first, the database last; safe to call twice. */
function stopEverything(): Promise<void> {
  ending ??= (async () => {
    await stopPrograms();
    await (kept ?? database?.embedded)?.stop();
    if (locked) rmSync(lock, { force: true });
  })();
  return ending;
}

async function stopOnSignal(): Promise<void> {
  if (!ending) console.log("\nStopping …");
  await stopEverything();
  console.log("Stopped.");
  process.exit(0);
}

async function prepareData(demonstration: boolean): Promise<void> {
  const address = database?.address ?? "";
  const server = database?.embedded;
  if (demonstration && server && !demonstrationStands()) {
    await step("The 2022 year, built by the product's own commands", () =>
      buildDemonstration(server, undefined),
    );
    return;
  }
  await step(
    "Migrations",
    () => migrate(process.env.DATABASE_OWNER_URL ?? address),
    (applied) => (applied.length === 0 ? "none to apply" : `${applied.length} applied`),
  );
  await step(
    "Reference data",
    () => seedReference(address),
    (added) => (added ? "added" : "up to date"),
  );
}

async function start(): Promise<never> {
  const embedded = !process.env.DATABASE_URL;
  const demonstration = embedded && process.env.GUOPEI_DEMONSTRATION !== "0";
  const port = readPort();
  const host = demonstration ? "127.0.0.1" : process.env.GUOPEI_HOST;
  if (!embedded) requireSecrets();
  await requireFreePort(port, host);
  // A server of somebody else's is asked first: nothing is built for a database that is not there.
  if (process.env.DATABASE_URL)
    await pendingMigrations(process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL);
  requireSpace();
  if (embedded) takeLock();
  if (demonstration) process.env.GUOPEI_DEMONSTRATION = "1";
  else delete process.env.GUOPEI_DEMONSTRATION;
  process.env.SMS_URL ??= pathToFileURL(path.join(dataFolder, "sms.jsonl")).href;
  process.env.APP_ORIGIN ??= `http://localhost:${port},http://127.0.0.1:${port}`;

  console.log(demonstration ? "Guopei, as a demonstration" : "Guopei");
  await step("Database client", generateClient, (made) => (made ? "made" : "up to date"));
  const built = isBuildCurrent() ? undefined : step("Production build", build);
  built?.catch(() => {});
  database = await step(
    "Database",
    () => openDatabase((line) => console.log(`    ${line}`)),
    ({ address }) => withoutPassword(address),
  );
  kept = database.keep();
  void kept?.failed.then(async (failure) => {
    if (!isStopping()) await fail(failure);
  });
  await Promise.all([prepareData(demonstration), built]);
  const { address } = database;
  await step(
    "Second wall",
    () => secondWall(address),
    (words) => words,
  );
  const { failed } = await step("Web server and worker", () =>
    startServices({ port, host, env: process.env }),
  );
  console.log(`\nGuopei is ready at http://localhost:${port} after ${seconds(began)}. Ctrl-C stops it.`);
  const failure = await failed;
  if (isStopping()) return new Promise<never>(() => {});
  throw failure;
}

async function fail(error: unknown): Promise<never> {
  if (isStopping()) return new Promise<never>(() => {});
  await stopEverything();
  exitWith(error);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stopOnSignal());
await start().catch(fail);
