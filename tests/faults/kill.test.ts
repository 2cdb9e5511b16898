import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { burstMs, countVerdicts, runLoad } from "../support/fault-load";
import { useFaults } from "../support/faults";

const KILLS = 20;
const PER_SECOND = 50;
const LONGEST_BURST_MS = 2_000;
const REGISTRATIONS = 300;
const faults = useFaults(REGISTRATIONS);

test(`one of two web processes is killed ${KILLS} times under load: nothing that was told is lost, nothing is there twice`, async () => {
  const { client, server, registrations, expectWritten } = faults();
  const all = await registrations(REGISTRATIONS);
  const kills: number[] = [];
  const killing = (async () => {
    for (let turn = 0; turn < KILLS; turn += 1) {
      // The next one goes when two serve again: it is one of two that dies.
      await sleep(1_000);
      const [victim = 0] = await twoServing();
      kills.push(performance.now());
      process.kill(victim, "SIGKILL");
      await untilGone(victim);
    }
  })();
  const outcome = await runLoad(
    client,
    all,
    { perSecond: PER_SECOND, pings: 9 },
    () => kills.length === KILLS,
  );
  await killing;
  const bursts = kills.map((at, turn) => burstMs(outcome.attempts, at, kills[turn + 1]));
  console.log(
    `kill -9 × ${KILLS}: ${outcome.perSecond.toFixed(0)} requests a second, ${JSON.stringify(countVerdicts(outcome.attempts))}, bursts of errors ${bursts.map(Math.round).join(" ")} ms`,
  );
  expect(kills).toHaveLength(KILLS);
  expect(outcome.wrong).toEqual([]);
  await expectWritten(outcome.told);
  expect(outcome.attempts.some(({ verdict }) => verdict.startsWith("unanswered"))).toBe(true);
  expect(Math.max(...bursts)).toBeLessThanOrEqual(LONGEST_BURST_MS);

  async function untilGone(pid: number): Promise<void> {
    while (server.processes().includes(pid)) await sleep(20);
  }

  /** The older one first, once both serve. */
  async function twoServing(): Promise<number[]> {
    for (;;) {
      const pids = server.processes();
      const serve = pids.filter((pid) => server.log().includes(`"pid":${pid},"msg":"web process serves"`));
      if (serve.length === 2) return pids;
      await sleep(50);
    }
  }
}, 600_000);
