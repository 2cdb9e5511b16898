import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { startProgram, typescriptProgram } from "../../scripts/processes";
import { countVerdicts, postRegistration, registrationVerdict } from "../support/fault-load";
import { useFaults } from "../support/faults";
import { mountSmallDisk } from "../support/small-disk";
import { testSecrets } from "../support/test-server";

const PEOPLE = 150;
const RECOVERED_WITHIN_MS = 30_000;
const disk = mountSmallDisk(1_000);

describe.skipIf(!disk.folder)("on a disk that can be filled", () => {
  // Registered first, so that it runs last: the database lies on it.
  afterAll(() => disk.remove());
  const faults = useFaults(
    PEOPLE,
    {},
    {
      folder: path.join(disk.folder ?? "", "postgres"),
      settings: { max_wal_size: "64MB", min_wal_size: "32MB" },
    },
  );

  test("the database's disk is full, then too full for its log: what can be read is read, what is written is refused in words, and space alone brings everything back", async () => {
    const { client, database, server, registrations, expectWritten } = faults();
    const people = await registrations(PEOPLE);
    const pids = server.processes();
    const worker = startProgram(
      typescriptProgram("lib/worker/main.ts"),
      { ...process.env, ...testSecrets, DATABASE_URL: database.url, LOG_LEVEL: "error" },
      "pipe",
    );
    let workerWords = "";
    for (const stream of [worker.child.stdout, worker.child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        workerWords += chunk.toString("utf8");
      });
    let workerEnded: string | undefined;
    void worker.ended.then((how) => {
      workerEnded = `${how}: ${workerWords}`;
    });
    const kept = database.keep();
    const told: string[] = [];
    const verdicts: string[] = [];
    const register = async (index: number) => {
      const person = people[index];
      if (!person) throw new Error("nobody");
      const at = performance.now();
      const verdict = await postRegistration(client, person).then(registrationVerdict);
      if (verdict.startsWith("registered ")) told.push(verdict.replace("registered ", ""));
      verdicts.push(verdict);
      return { at, endedAt: performance.now(), verdict: verdict.replace(/^registered .*/, "registered") };
    };
    const read = (index: number) =>
      client
        .send(index % 2 ? "/inbox" : "/catalogue", {
          headers: { cookie: people[index % PEOPLE]?.cookie ?? "", accept: "text/html" },
        })
        .then(({ status }) => status);
    for (let index = 0; index < 20; index += 1) await register(index);
    expect(told).toHaveLength(20);
    await untilRelayed();

    const full = [];
    const pages = [];
    for (let index = 20; index < PEOPLE; index += 1) {
      // What the server gives back meanwhile, of its log for one, is taken at once.
      disk.fill();
      full.push(await register(index));
      pages.push(await read(index));
    }
    // Each takes a new segment of the log.
    let switched = 0;
    while (
      switched < 100 &&
      (await database.pool.query("SELECT txid_current(), pg_switch_wal()").then(
        () => true,
        () => false,
      ))
    )
      switched += 1;
    const down = [];
    const downPages = [];
    for (let index = PEOPLE - 30; index < PEOPLE; index += 1) {
      down.push(await register(index));
      downPages.push(await read(index));
    }
    const health = (await client.send("/healthz")).status;
    await sleep(2_000);

    disk.free();
    const freed = performance.now();
    while ((await read(1)) !== 200 && performance.now() - freed < 2 * RECOVERED_WITHIN_MS) await sleep(100);
    const recovered = performance.now() - freed;
    const again = [];
    for (let index = 20; index < PEOPLE; index += 1) again.push((await register(index)).verdict);
    console.log(
      `full disk: ${JSON.stringify(countVerdicts(full))}, pages ${JSON.stringify(countPages(pages))}; full log after ${switched} segments: ${JSON.stringify(countVerdicts(down))}, pages ${JSON.stringify(countPages(downPages))}; started again ${kept.restarts()} times, all well ${recovered.toFixed(0)} ms after there was room`,
    );
    expect(countPages(pages)).toEqual({ 200: pages.length });
    const refused = full.filter(({ verdict }) => verdict === "common.read-only");
    expect(refused.length).toBeGreaterThan(20);
    expect(full.filter(({ verdict }) => verdict !== "registered" && verdict !== "common.read-only")).toEqual(
      [],
    );
    expect(health).toBe(200);
    expect(downPages.filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(downPages).toContain(503);
    expect(recovered).toBeLessThanOrEqual(RECOVERED_WITHIN_MS);
    expect(again.filter((verdict) => verdict !== "registered")).toEqual([]);
    await expectWritten(told);
    // The same processes as before, and the worker goes on where it was.
    expect(server.processes()).toEqual(pids);
    expect(workerEnded).toBeUndefined();
    await untilRelayed();
    expect(server.log()).not.toMatch(/unhandled|uncaught/i);

    async function waitingEvents(): Promise<number> {
      const { rows } = await database.pool.query(
        "SELECT count(*)::int AS n FROM outbox_events WHERE relayed_at IS NULL",
      );
      return rows[0].n;
    }

    async function untilRelayed(): Promise<void> {
      const began = performance.now();
      while ((await waitingEvents()) > 0 && performance.now() - began < RECOVERED_WITHIN_MS) await sleep(100);
      expect(await waitingEvents()).toBe(0);
    }
  }, 300_000);
});

function countPages(statuses: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
