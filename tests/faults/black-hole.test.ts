import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import words from "@/lib/i18n/messages/refusal-page.json";
import { postRegistration, registrationVerdict } from "../support/fault-load";
import { useFaults } from "../support/faults";
import type { Answer } from "../support/http-client";
import { inParallel } from "../support/parallel";

const HOLE_MS = 60_000;
const LONGEST_ANSWER_MS = 6_000;
const MOST_MEMORY = 100 * 1024 * 1024;
const RECOVERED_WITHIN_MS = 5_000;
const faults = useFaults(100);

/** Resident memory of the processes of one group, in bytes. */
function memoryOf(pids: readonly number[]): number {
  return pids.reduce(
    (sum, pid) =>
      sum + 1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]),
    0,
  );
}

test("the database falls silent for a minute: every request ends in time with words, and all is as before afterwards", async () => {
  const { client, proxy, server, registrations, expectWritten } = faults();
  const people = await registrations(30);
  const pids = server.processes();
  const told: string[] = [];
  const register = async (index: number) => {
    const person = people[index % people.length];
    if (!person) throw new Error("nobody");
    const answer = await postRegistration(client, person);
    const verdict = registrationVerdict(answer);
    if (verdict.startsWith("registered ")) told.push(verdict.replace("registered ", ""));
    return { answer, verdict };
  };
  const read = (index: number) =>
    client.send(index % 2 ? "/inbox" : "/catalogue", {
      headers: { cookie: people[index % people.length]?.cookie ?? "", accept: "text/html" },
    });
  for (let index = 0; index < 10; index += 1) await register(index);
  // Until the young generation has its size: what grows after that is kept by the outage.
  const warm = await inParallel(
    Array.from({ length: 600 }, (_none, index) => index),
    8,
    read,
  );
  expect(warm.filter((one) => one.status === "rejected" || one.value.status !== 200)).toEqual([]);
  const before = memoryOf(pids);

  const times: number[] = [];
  const statuses: Record<string, number> = {};
  const wrong: string[] = [];
  let page: Answer | undefined;
  const note = (began: number, answer: Answer | { status: string }) => {
    times.push(performance.now() - began);
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    if (typeof answer.status === "number" && answer.status >= 500 && "headers" in answer) {
      if (answer.status !== 503 || answer.headers["retry-after"] === undefined)
        wrong.push(`status ${answer.status}`);
      else page ??= answer;
    }
  };
  const waiting: Promise<void>[] = [];
  let health = 0;
  proxy.swallow(true);
  const began = performance.now();
  for (let turn = 0; performance.now() - began < HOLE_MS; turn += 1) {
    const at = performance.now();
    waiting.push(
      (turn % 3 === 0 ? register(10 + (turn % 20)).then(({ answer }) => answer) : read(turn)).then(
        (answer) => note(at, answer),
        (error: Error) => {
          wrong.push(error.message);
          note(at, { status: error.message });
        },
      ),
    );
    if (turn % 20 === 0 && (await client.send("/healthz")).status === 200) health += 1;
    await sleep(50);
  }
  const memory = memoryOf(pids) - before;
  const readiness = await client.send("/readyz");
  proxy.swallow(false);
  const over = performance.now();
  let recovered = Infinity;
  while (performance.now() - over < 30_000) {
    const answers = await Promise.all([read(0), read(1), read(2), read(3)]);
    if (answers.every(({ status }) => status === 200)) {
      recovered = performance.now() - over;
      break;
    }
    await sleep(100);
  }
  await Promise.all(waiting);
  // Everybody sends once more, with the same key, what may or may not have been taken.
  const verdicts = [];
  for (let index = 0; index < people.length; index += 1) verdicts.push((await register(index)).verdict);

  const slowest = Math.max(...times);
  console.log(
    `black hole: ${times.length} requests ${JSON.stringify(statuses)}, slowest ${slowest.toFixed(0)} ms, memory +${(memory / 1024 / 1024).toFixed(0)} MB, recovered in ${recovered.toFixed(0)} ms, healthy ${health} times`,
  );
  expect(wrong).toEqual([]);
  expect(slowest).toBeLessThanOrEqual(LONGEST_ANSWER_MS);
  expect(memory).toBeLessThan(MOST_MEMORY);
  expect(recovered).toBeLessThanOrEqual(RECOVERED_WITHIN_MS);
  expect(health).toBeGreaterThan(20);
  expect(readiness.status).toBe(503);
  expect(JSON.parse(readiness.body).reasons).toEqual(["database-away"]);
  for (const { away, number } of [words["zh-CN"], words.en]) {
    expect(page?.body).toMatch(new RegExp(`${number} <code>`));
    expect(
      [away.meaning, words.en["away-sent"].meaning, words["zh-CN"]["away-sent"].meaning].some((text) =>
        page?.body.includes(text),
      ),
    ).toBe(true);
  }
  expect(verdicts.filter((verdict) => !verdict.startsWith("registered "))).toEqual([]);
  await expectWritten(told);
}, 180_000);
