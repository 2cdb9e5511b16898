import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isBuildCurrent } from "../../../scripts/build";
import { exitCodes, type FailureCode, sentence } from "../../../scripts/failure";
import { isAlive } from "../../../scripts/postgres";
import { cloneDatabase, type TestDatabase } from "../../support/database";
import { type EndedProgram, runProgram, startProgram } from "../../support/program";
import { testSecrets } from "../../support/test-server";

const folder = mkdtempSync(path.join(tmpdir(), "guopei-start-"));
const isRoot = process.getuid?.() === 0;
let taken: Server;
let takenPort = 0;
let freePort = 0;
let database: TestDatabase;

async function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { server, port: typeof address === "object" && address ? address.port : 0 };
}

beforeAll(async () => {
  chmodSync(folder, 0o755);
  ({ server: taken, port: takenPort } = await listen());
  const other = await listen();
  freePort = other.port;
  await new Promise((resolve) => other.server.close(resolve));
  database = await cloneDatabase();
});

afterAll(async () => {
  await new Promise((resolve) => taken.close(resolve));
  await database.drop("unchecked");
  rmSync(folder, { recursive: true, force: true });
});

/** Its code, its English sentence up to the first parameter, and a line of Chinese, without a stack. */
function expectFailure(ended: EndedProgram, code: FailureCode): void {
  expect(ended.output).toContain(sentence("en", code, {}).split("{")[0]);
  expect(ended.output).toContain(sentence("zh-CN", code, {}).split("{")[0]);
  expect(ended.output).not.toMatch(/^\s+at /m);
  expect(ended.code).toBe(exitCodes[code]);
}

const own = () => ({ PORT: String(freePort), GUOPEI_DATA_FOLDER: path.join(folder, "data") });
const elsewhere = (url: string) => ({ ...own(), ...testSecrets, DATABASE_URL: url });

describe("what stops a start says so in one sentence and has its own exit code", () => {
  test("the port is taken", async () => {
    expectFailure(await runProgram("start", { ...own(), PORT: String(takenPort) }), "port-taken");
  });

  test("the port is no port", async () => {
    expectFailure(await runProgram("start", { ...own(), PORT: "eighty" }), "port-invalid");
  });

  test("the secrets of another's database are missing", async () => {
    const ended = await runProgram("start", { ...own(), DATABASE_URL: database.url });
    expectFailure(ended, "secrets-missing");
    expect(ended.output).toContain("GUOPEI_DATA_KEY, GUOPEI_INDEX_KEY, NEXTAUTH_SECRET, APP_ORIGIN");
  });

  test("the database is unreachable", async () => {
    const url = `postgresql://guopei:secret@127.0.0.1:${freePort}/guopei`;
    const ended = await runProgram("start", elsewhere(url));
    expectFailure(ended, "database-unreachable");
    expect(ended.output).not.toContain("secret");
  });

  test("the database does not exist", async () => {
    expectFailure(await runProgram("start", elsewhere(`${database.url}_gone`)), "database-missing");
  });

  test("the password is refused", async () => {
    const url = new URL(database.url);
    url.password = "wrong";
    expectFailure(await runProgram("start", elsewhere(url.toString())), "database-refused");
  });

  test("no folder is open to the database's user", async () => {
    const closed = { ...own(), GUOPEI_DATABASE_FOLDER: "/dev/null/postgres" };
    expectFailure(await runProgram("migrate", closed), "no-readable-place");
  });

  test("Guopei already runs from the folder", async () => {
    const data = path.join(folder, "locked");
    mkdirSync(data);
    writeFileSync(path.join(data, "start.pid"), String(process.pid));
    expectFailure(await runProgram("start", { ...own(), GUOPEI_DATA_FOLDER: data }), "already-running");
  });

  test("Node.js is too old", async () => {
    const old =
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.0" } })';
    const ended = await runProgram("start", own(), [
      "--import",
      `data:text/javascript,${encodeURIComponent(old)}`,
    ]);
    expect(ended.output).toContain("Guopei needs Node.js 20.19 or later; this is 18.20.0.");
    expect(ended.code).toBe(10);
  });

  test.runIf(isRoot)("the disk is full", async ({ skip }) => {
    const disk = path.join(folder, "disk");
    mkdirSync(disk);
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", disk]).status !== 0) skip();
    try {
      expectFailure(await runProgram("start", { ...own(), GUOPEI_DATA_FOLDER: disk }), "disk-full");
      // Past the look at the free space, the database's own complaint means the same.
      expectFailure(await runProgram("migrate", { ...own(), GUOPEI_DATA_FOLDER: disk }), "disk-full");
    } finally {
      spawnSync("umount", [disk]);
    }
  });
});

test("the operator's page lists every exit code with its name, and both languages have its sentence", () => {
  const page = readFileSync("docs/operating.md", "utf8");
  for (const [name, code] of Object.entries(exitCodes)) {
    expect(page).toContain(`| ${code} | ${name} |`);
    for (const locale of ["en", "zh-CN"] as const) {
      expect(sentence(locale, name as FailureCode, {})).not.toBe(name);
    }
  }
});

describe("a history of migrations that does not fit the folder", () => {
  async function tampered(statement: string): Promise<EndedProgram> {
    const clone = await cloneDatabase();
    try {
      await clone.pool.query(statement);
      return await runProgram("start", elsewhere(clone.url));
    } finally {
      await clone.drop("unchecked");
    }
  }

  test("a migration of a newer version", async () => {
    const name = "29990101000000_later";
    const ended = await tampered(`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
      VALUES ('later', 'x', '${name}', now())`);
    expect(ended.output).toContain(name);
    expect(ended.code).toBe(exitCodes["migration-missing"]);
  });

  test("a migration changed after it was applied", async () => {
    const ended = await tampered("UPDATE _prisma_migrations SET checksum = 'other'");
    expect(ended.code).toBe(exitCodes["migration-changed"]);
  });

  test("a migration that did not finish", async () => {
    const ended = await tampered("UPDATE _prisma_migrations SET finished_at = NULL");
    expectFailure(ended, "migration-unfinished");
  });

  test("a migration that the database refuses", async () => {
    const clone = await cloneDatabase("template0");
    try {
      await clone.pool.query("CREATE TABLE strange (id int)");
      const strange = await runProgram("migrate", elsewhere(clone.url));
      expect(strange.code).toBe(exitCodes["migration-broken"]);
      expect(strange.output).toContain("The database schema is not empty.");
      await clone.pool.query("DROP TABLE strange; CREATE VIEW audit_events AS SELECT 1");
      const ended = await runProgram("migrate", elsewhere(clone.url));
      expect(ended.code).toBe(exitCodes["migration-broken"]);
      expect(ended.output).toContain('relation "audit_events" already exists');
    } finally {
      await clone.drop("unchecked");
    }
  });
});

/** Process numbers of everything that was started from the folder: the server's data folder is its working directory. */
function descendantsOf(pid: number): number[] {
  const { stdout } = spawnSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" });
  const pairs = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const children = pairs.filter(([, parent]) => parent === pid).map(([child]) => child ?? 0);
  return [...children, ...children.flatMap(descendantsOf)];
}

const gone = async (pids: number[]) => {
  for (let attempt = 0; attempt < 100 && pids.some(isAlive); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return !pids.some(isAlive);
};

describe.runIf(isBuildCurrent())(
  "a whole start on an embedded database of its own, without the demonstration",
  () => {
    const env = () => ({
      ...own(),
      GUOPEI_DATA_FOLDER: path.join(folder, "whole"),
      GUOPEI_DEMONSTRATION: "0",
    });
    const ready = /Guopei is ready at (\S+) after ([\d.]+) s/;

    test("serves pages, stops with Ctrl-C without a process left, and starts again within five seconds", async () => {
      const first = startProgram("start", env());
      await first.said(ready);
      const secrets = path.join(folder, "whole/secrets.json");
      expect(spawnSync("stat", ["-c", "%a", secrets], { encoding: "utf8" }).stdout.trim()).toBe("600");
      const response = await fetch(`http://127.0.0.1:${freePort}/`, { redirect: "manual" });
      expect(response.status).toBeLessThan(500);
      const pids = descendantsOf(first.child.pid ?? 0);
      expect(pids.length).toBeGreaterThanOrEqual(3);
      first.child.kill("SIGINT");
      expect((await first.ended).code).toBe(0);
      expect(await gone(pids)).toBe(true);

      const second = startProgram("start", env());
      const [, , seconds] = await second.said(ready);
      expect(Number(seconds)).toBeLessThan(5);
      second.child.kill("SIGTERM");
      expect((await second.ended).code).toBe(0);
    }, 120_000);

    test("a killed starter takes web server and worker with it, and the next start takes the database over", async () => {
      const killed = startProgram("start", env());
      await killed.said(ready);
      const pids = descendantsOf(killed.child.pid ?? 0);
      const lock = path.join(folder, "whole/postgres/data/postmaster.pid");
      const server = Number(readFileSync(lock, "utf8").split("\n")[0]);
      const programs = pids.filter((pid) => pid !== server && !descendantsOf(server).includes(pid));
      killed.child.kill("SIGKILL");
      expect(await gone(programs)).toBe(true);
      const next = startProgram("start", env());
      await next.said(ready);
      next.child.kill("SIGTERM");
      expect((await next.ended).code).toBe(0);
      expect(await gone([server])).toBe(true);
    }, 120_000);
  },
);
