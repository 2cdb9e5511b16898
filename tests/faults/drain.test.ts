import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { isAlive } from "../../scripts/postgres";
import { countVerdicts, postRegistration, registrationVerdict } from "../support/fault-load";
import { useFaults } from "../support/faults";
import { HttpClient } from "../support/http-client";

const TIMES = 20;
const IN_FLIGHT = 100;
const GONE_WITHIN_MS = 30_000;
const faults = useFaults(TIMES * IN_FLIGHT);

test(`told to stop with ${IN_FLIGHT} requests under way, ${TIMES} times: each of them is answered, and it ends by itself with 0`, async () => {
  const { serve, registrations, expectWritten } = faults();
  const all = await registrations((TIMES * IN_FLIGHT) / 4);
  const told: string[] = [];
  const verdicts: string[] = [];
  const leaving: number[] = [];
  const exits: string[] = [];
  for (let turn = 0; turn < TIMES; turn += 1) {
    const server = turn === 0 ? faults().server : await serve();
    const client = new HttpClient(server.origin, IN_FLIGHT);
    // A page first, so that what is measured is not the building of the first one.
    await client.send("/sign-in");
    const people = all.slice((turn * IN_FLIGHT) / 4, ((turn + 1) * IN_FLIGHT) / 4);
    const flying = Array.from({ length: IN_FLIGHT }, async (_none, index) => {
      const person = people[index % people.length];
      if (!person) throw new Error("nobody");
      if (index < people.length) {
        const verdict = registrationVerdict(await postRegistration(client, person));
        if (verdict.startsWith("registered ")) told.push(verdict.replace("registered ", ""));
        return verdict.replace(/^registered .*/, "registered");
      }
      const { status } = await client.send("/inbox", { headers: { cookie: person.cookie } });
      return `status ${status}`;
    });
    // All of them have left this process; some are being worked on, some wait to be taken.
    await sleep(150);
    const began = performance.now();
    process.kill(server.pid, "SIGTERM");
    const answers = await Promise.allSettled(flying);
    for (const answer of answers)
      verdicts.push(answer.status === "fulfilled" ? answer.value : `unanswered: ${answer.reason}`);
    // Asked only now: a process with so much to do reads the signal after the requests that came before it.
    const ready = await client.send("/readyz").catch(() => ({ status: 0 }));
    expect([0, 503]).toContain(ready.status);
    while (isAlive(server.pid) && performance.now() - began < 2 * GONE_WITHIN_MS) await sleep(20);
    leaving.push(performance.now() - began);
    exits.push(await server.ended);
    client.close();
  }
  console.log(
    `SIGTERM × ${TIMES}: ${JSON.stringify(countVerdicts(verdicts.map((verdict) => ({ at: 0, endedAt: 0, verdict }))))}, gone after ${leaving.map(Math.round).join(" ")} ms`,
  );
  expect(verdicts.filter((verdict) => verdict !== "registered" && verdict !== "status 200")).toEqual([]);
  expect(Math.max(...leaving)).toBeLessThanOrEqual(GONE_WITHIN_MS);
  expect(new Set(exits)).toEqual(new Set(["exit code 0"]));
  await expectWritten(told);
}, 600_000);
