import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { countVerdicts, runLoad } from "../support/fault-load";
import { useFaults } from "../support/faults";
import type { Answer } from "../support/http-client";

const RESTARTS = 10;
const PER_SECOND = 50;
const RECOVERED_WITHIN_MS = 10_000;
const REGISTRATIONS = 300;
const statusOf = (answer: Promise<Answer>) =>
  answer.then(
    ({ status }) => status,
    () => 0,
  );
const faults = useFaults(REGISTRATIONS);

test(`PostgreSQL is ended without a word and started again, ${RESTARTS} times under load: nothing that was told is lost, and nobody starts the product again`, async () => {
  const { client, database, server, registrations, expectWritten } = faults();
  const all = await registrations(REGISTRATIONS);
  const before = server.processes();
  // What was prepared needs no recovery: how long PostgreSQL itself needs for that is not asked here.
  await database.pool.query("CHECKPOINT");
  const [first] = all;
  const recoveries: number[] = [];
  let over = false;
  const restarting = (async () => {
    for (let turn = 0; turn < RESTARTS; turn += 1) {
      await sleep(1_500);
      await database.kill();
      await sleep(300);
      await database.start();
      const back = performance.now();
      const headers = { cookie: first?.cookie ?? "", accept: "text/html" };
      while ((await statusOf(client.send("/inbox", { headers }))) !== 200) await sleep(50);
      recoveries.push(performance.now() - back);
    }
  })().finally(() => {
    over = true;
  });
  const outcome = await runLoad(client, all, { perSecond: PER_SECOND, pings: 9 }, () => over);
  await restarting;
  console.log(
    `PostgreSQL restarts × ${RESTARTS}: ${outcome.perSecond.toFixed(0)} requests a second, ${JSON.stringify(countVerdicts(outcome.attempts))}, served again after ${recoveries.map(Math.round).join(" ")} ms`,
  );
  expect(outcome.wrong).toEqual([]);
  await expectWritten(outcome.told);
  expect(Math.max(...recoveries)).toBeLessThanOrEqual(RECOVERED_WITHIN_MS);
  expect(server.log()).not.toMatch(/unhandled|uncaught/i);
  // The same processes as before: none of them died of it.
  expect(server.processes()).toEqual(before);
}, 300_000);
