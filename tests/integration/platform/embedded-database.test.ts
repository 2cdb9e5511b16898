import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isAlive, type RunningPostgres, startPostgres } from "../../../scripts/postgres";

const isRoot = process.getuid?.() === 0;
const folder = mkdtempSync(path.join(tmpdir(), "guopei-embedded-"));

beforeAll(() => chmodSync(folder, 0o755));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (name: string, say?: (line: string) => void) =>
  startPostgres({
    folder: path.join(folder, name),
    password: "a password/with+signs",
    ...(say ? { say } : {}),
  });

async function ask(server: RunningPostgres, sql: string): Promise<Record<string, unknown>> {
  const client = new pg.Client(server.address("postgres"));
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows[0] ?? {};
}

const lockOf = (server: RunningPostgres) => path.join(server.folder, "data/postmaster.pid");
const pidOf = (server: RunningPostgres) => Number(readFileSync(lockOf(server), "utf8").split("\n")[0]);

test("it speaks UTF-8 whatever the locale, listens on the loopback only and flushes what it writes", async () => {
  const locale = process.env.LANG;
  process.env.LANG = "C";
  const server = await start("plain");
  try {
    const { rows } = {
      rows: await ask(
        server,
        "SELECT current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS listens, current_setting('fsync') AS fsync",
      ),
    };
    expect(rows).toEqual({ encoding: "UTF8", listens: "127.0.0.1", fsync: "on" });
  } finally {
    process.env.LANG = locale;
    await server.stop();
  }
});

test("a second start takes less than a second, keeps the data, and a stop leaves no process", async () => {
  const first = await start("again");
  await ask(first, "CREATE TABLE kept AS SELECT 1 AS one");
  const pid = pidOf(first);
  await first.stop();
  expect(isAlive(pid)).toBe(false);
  const since = performance.now();
  const second = await start("again");
  expect(performance.now() - since).toBeLessThan(1000);
  expect(await ask(second, "SELECT one FROM kept")).toEqual({ one: 1 });
  await second.stop();
});

test("after a crash it starts again, also when the number of the dead process belongs to another", async () => {
  const server = await start("crash");
  const pid = pidOf(server);
  process.kill(pid, "SIGKILL");
  await server.ended;
  const lock = lockOf(server);
  writeFileSync(lock, readFileSync(lock, "utf8").replace(/^\d+/, "1"));
  const next = await start("crash");
  expect(next.started).toBe(true);
  await next.stop();
});

test("a server that is already running on the folder is taken over, not doubled", async () => {
  const first = await start("taken");
  const second = await start("taken");
  expect(second.started).toBe(false);
  expect(second.port).toBe(first.port);
  await second.stop();
  expect(existsSync(lockOf(first))).toBe(false);
});

test.runIf(isRoot)(
  "as root, a folder closed to the server's user is left for one that is open, and that is said",
  async () => {
    mkdirSync(path.join(folder, "closed"), { mode: 0o700 });
    const lines: string[] = [];
    const first = await start("closed/postgres", (line) => lines.push(line));
    expect(lines).toEqual([expect.stringContaining(`its data lives in ${first.folder}`)]);
    await first.stop();
    const second = await start("closed/postgres", (line) => lines.push(line));
    expect(second.folder).toBe(first.folder);
    expect(lines).toHaveLength(1);
    await second.stop();
    rmSync(first.folder, { recursive: true });
  },
);

test.runIf(isRoot)("an ordinary user's server runs as that user", () => {
  const nobody = 65_534;
  const home = path.join(folder, "home");
  mkdirSync(home);
  chownSync(home, nobody, nobody);
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    TMPDIR: home,
    GUOPEI_DATA_FOLDER: path.join(home, "data"),
  };
  const result = spawnSync(process.execPath, ["scripts/run.mjs", "migrate"], {
    env: env as unknown as NodeJS.ProcessEnv,
    uid: nobody,
    gid: nobody,
    encoding: "utf8",
  });
  expect(result.stderr).toBe("");
  expect(result.stdout).toContain("is up to date.");
});
