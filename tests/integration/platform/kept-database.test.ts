import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepPostgres } from "../../../scripts/keep-postgres";
import { isAlive, type RunningPostgres, startPostgres } from "../../../scripts/postgres";

const folder = mkdtempSync(path.join(tmpdir(), "guopei-kept-"));
beforeAll(() => chmodSync(folder, 0o755));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (port?: number) =>
  startPostgres({ folder: path.join(folder, "kept"), password: "test", ...(port ? { port } : {}) });
const pidOf = (server: RunningPostgres) =>
  Number(readFileSync(path.join(server.folder, "data/postmaster.pid"), "utf8").split("\n")[0]);

async function answers(server: RunningPostgres): Promise<boolean> {
  const client = new pg.Client(server.address("postgres"));
  client.on("error", () => {});
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

test("a server that ended by itself stands again on its port, and is stopped with everything else", async () => {
  const first = await start();
  const said: string[] = [];
  let now = first;
  const kept = keepPostgres(
    first,
    async () => {
      now = await start(first.port);
      return now;
    },
    (line) => said.push(line),
  );
  const before = pidOf(first);
  process.kill(before, "SIGKILL");
  await first.ended;
  await until(() => now !== first && answers(first));
  expect(said).toHaveLength(1);
  const after = pidOf(now);
  expect(after).not.toBe(before);
  await kept.stop();
  expect(isAlive(after)).toBe(false);
  expect((await kept.failed).code).toBe("process-ended");
  expect(said).toHaveLength(1);
});

test("one that cannot be started is given up after three times, though there is room", async () => {
  let tries = 0;
  const gone: RunningPostgres = {
    folder,
    port: 1,
    started: true,
    ended: Promise.resolve("exit code 1"),
    address: () => "",
    stop: async () => {},
  };
  const kept = keepPostgres(
    gone,
    async () => {
      tries += 1;
      throw new Error("no");
    },
    () => {},
  );
  expect((await kept.failed).params).toEqual({ name: "database", reason: "exit code 1" });
  expect(tries).toBe(3);
});
