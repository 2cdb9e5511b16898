import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { expect } from "vitest";
import { checkDatabase } from "../../lib/platform/check";
import { type KeptPostgres, keepPostgres } from "../../scripts/keep-postgres";
import { isAlive, type RunningPostgres, startPostgres } from "../../scripts/postgres";
import { prepareTemplate, withDatabaseName } from "./test-server";
import { freePort } from "./web-servers";

export type DurableDatabase = {
  readonly url: string;
  readonly port: number;
  /** A few connections of the test's own; it survives the server's end. */
  readonly pool: pg.Pool;
  /** As a power cut ends it: no word to anybody, no checkpoint. */
  kill(): Promise<void>;
  /** Starts it again on the same port; resolves when it answers. */
  start(): Promise<void>;
  /** From now on it is started again as the product's own is, and is not to be killed by hand. */
  keep(): { restarts: () => number };
  /** Ends everything after the invariants of the whole database have been checked. */
  drop(): Promise<void>;
};

/**
 * A database on a server of the test's own that flushes every commit, unlike the one of the other tests: what is lost here
 * was lost.
 */
export async function startDurableDatabase(
  folder = path.resolve(import.meta.dirname, "../../.data/faults-postgres"),
  settings: Record<string, string> = {},
): Promise<DurableDatabase> {
  const port = await freePort();
  // Recovery first flushes whatever lies in the folder, file by file unless told otherwise.
  const launch = () =>
    startPostgres({
      folder,
      password: "test",
      port,
      settings: { recovery_init_sync_method: "syncfs", ...settings },
    });
  let server: RunningPostgres = await launch();
  let kept: KeptPostgres | undefined;
  if (server.port !== port) {
    // Left by a run that was killed.
    await server.stop();
    server = await launch();
  }
  const address = server.address("postgres");
  const name = `guopei_test_${process.pid}_${randomBytes(4).toString("hex")}`;
  const admin = async (sql: string) => {
    const client = new pg.Client(address);
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await admin(`CREATE DATABASE ${name} TEMPLATE ${await prepareTemplate(address)}`);
  const url = withDatabaseName(address, name);
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on("error", () => {});
  return {
    url,
    port,
    pool,
    async kill() {
      const pid = Number(
        readFileSync(path.join(server.folder, "data/postmaster.pid"), "utf8").split("\n")[0],
      );
      process.kill(pid, "SIGQUIT");
      while (isAlive(pid)) await sleep(10);
    },
    async start() {
      server = await launch();
    },
    keep() {
      let restarts = 0;
      kept = keepPostgres(server, launch, () => {
        restarts += 1;
      });
      return { restarts: () => restarts };
    },
    async drop() {
      try {
        expect(await checkDatabase(pool)).toEqual([]);
      } finally {
        await pool.end();
        await admin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        await (kept ?? server).stop();
      }
    },
  };
}
