import { expect, test } from "vitest";
import { countVerdicts, runLoad } from "../support/fault-load";
import { useFaults } from "../support/faults";

const MINUTES = 1;
const DELAY_MS = 150;
const RESETS = 0.05;
const REGISTRATIONS = 120;
const faults = useFaults(REGISTRATIONS);

test(`the way to the database is 300 ms longer and breaks at every twentieth word, for ${MINUTES} min: late answers, no wrong ones`, async () => {
  const { client, proxy, server, registrations, expectWritten } = faults();
  const all = await registrations(REGISTRATIONS);
  const before = server.processes();
  // There and back.
  proxy.delayMs = DELAY_MS;
  proxy.resetShare = RESETS;
  const until = performance.now() + MINUTES * 60_000;
  const loading = runLoad(client, all, { perSecond: 10, pings: 4 }, () => performance.now() > until);
  const outcome = await loading;
  proxy.resetShare = 0;
  proxy.delayMs = 0;
  console.log(
    `bad network: ${proxy.resets()} connections broken, ${JSON.stringify(countVerdicts(outcome.attempts))}`,
  );
  expect(proxy.resets()).toBeGreaterThan(50);
  expect(outcome.wrong).toEqual([]);
  await expectWritten(outcome.told);
  expect(server.processes()).toEqual(before);
  expect(server.log()).not.toMatch(/unhandled|uncaught/i);
}, 400_000);
