import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Logger, runMigrations, runOnce, type TaskList } from "graphile-worker";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendMessage } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";
import { HANDLERS } from "@/lib/worker/handlers";
import { sendLetters } from "@/lib/worker/letters";
import { relayOutbox } from "@/lib/worker/relay";
import { addAddress } from "../support/contacts";
import { postRegistration, registrationVerdict } from "../support/fault-load";
import { useFaults } from "../support/faults";
import { startMailServer } from "../support/mail-server";
import { signIn } from "../support/signed-in";
import { freePort } from "../support/web-servers";

const ROUNDS = 6;
const IN_A_ROUND = 20;
const ROUND_MS = 10 * 60_000;
const HOURS_AFTERWARDS = 6;
const folder = mkdtempSync(path.join(tmpdir(), "guopei-gateways-"));
/** Not there while the gateway is down. */
const gateway = path.join(folder, "gateway");
const texts = path.join(gateway, "sms.jsonl");
let mailPort = 0;

// The product reads them when it first needs its environment: before the installation is built.
beforeAll(async () => {
  mailPort = await freePort();
  process.env.MAIL_URL = `smtp://127.0.0.1:${mailPort}`;
  process.env.MAIL_FROM = "Guopei <guopei@example.test>";
  process.env.SMS_URL = pathToFileURL(texts).href;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const faults = useFaults((ROUNDS + 1) * IN_A_ROUND);

test("mail and text messages cannot be sent for an hour: people register as before, and afterwards each message arrives once", async () => {
  const { client, database, world, registrations, expectWritten } = faults();
  const people = await registrations((ROUNDS + 1) * IN_A_ROUND);
  await signIn([world.clerk]);
  await addAddress(world.clerk.accountId, { verified: true });
  await addAddress(world.clerk.accountId, { verified: true, channel: "sms" });
  const runner = { connectionString: database.url, logger: new Logger(() => () => {}) };
  await runMigrations(runner);
  const tasks: TaskList = Object.fromEntries(
    Object.entries(HANDLERS).map(([kind, handle]) => [
      kind,
      (event: unknown) => handle(event as Record<string, string>),
    ]),
  );
  // In the morning, when text messages are sent.
  let now = Date.parse(`${new Date().toISOString().slice(0, 10)}T09:00:00+08:00`);
  const clock = () => new Date(now);
  /** What the worker does all the time, and then the letters of this moment. */
  const work = async () => {
    while ((await relayOutbox()) > 0);
    await runOnce({ ...runner, taskList: tasks });
    return sendLetters(clock);
  };
  /** One that goes by text message as well: registrations alone are not urgent. */
  const callUrgently = (round: number) =>
    transaction(world.officer, (tx) =>
      sendMessage(tx, {
        organisationId: world.clerk.organisationId,
        kind: "seats-empty",
        params: { seats: round + 1, until: new Date(now + 86_400_000).toISOString() },
        href: `/programmes/${world.year}/cards?round=${round}`,
      }),
    );
  const told: string[] = [];
  const register = async (round: number) => {
    await callUrgently(round);
    const times: number[] = [];
    for (const person of people.slice(round * IN_A_ROUND, (round + 1) * IN_A_ROUND)) {
      const began = performance.now();
      told.push(registrationVerdict(await postRegistration(client, person)).replace("registered ", ""));
      times.push(performance.now() - began);
    }
    return times.sort((a, b) => a - b)[IN_A_ROUND / 2] ?? 0;
  };

  // Both gateways stand.
  let mails = await startMailServer(mailPort);
  mkdirSync(gateway);
  const before = await register(0);
  expect(await work()).toBe(2);
  expect(mails.received).toHaveLength(1);
  const first = [...mails.received];
  await mails.stop();
  const firstTexts = readFileSync(texts, "utf8");
  rmSync(gateway, { recursive: true });

  const medians = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    medians.push(await register(round));
    expect(await work()).toBe(0);
    now += ROUND_MS;
  }
  const { rows: waiting } = await database.pool.query(
    "SELECT count(*)::int AS n FROM deliveries WHERE state = 'waiting'",
  );

  mails = await startMailServer(mailPort);
  mkdirSync(gateway);
  const back = now;
  let last = now;
  for (; now < back + HOURS_AFTERWARDS * 3_600_000; now += ROUND_MS) if ((await work()) > 0) last = now;
  await mails.stop();

  const { rows: messages } = await database.pool.query<{ href: string }>("SELECT href FROM inbox_messages");
  const { rows: deliveries } = await database.pool.query<{
    channel: string;
    state: string;
    letter: string;
    n: number;
  }>(
    "SELECT channel, state, letter_id AS letter, count(*)::int AS n FROM deliveries GROUP BY channel, state, letter_id",
  );
  const lettersOf = (channel: string) =>
    deliveries
      .filter((one) => one.channel === channel)
      .map(({ letter }) => letter)
      .sort();
  const mailed = [...first, ...mails.received];
  const texted = [firstTexts, readFileSync(texts, "utf8")]
    .flatMap((lines) => lines.trim().split("\n"))
    .map((line) => JSON.parse(line) as { id: string });
  console.log(
    `gateways away for ${(ROUNDS * ROUND_MS) / 60_000} min: registering took ${before.toFixed(0)} ms before and ${medians.map((ms) => ms.toFixed(0)).join(" ")} ms meanwhile (medians of ${IN_A_ROUND}); ${waiting[0].n} deliveries waited, the last went out ${((last - back) / 60_000).toFixed(0)} min after the gateways were back, as ${mailed.length} mails and ${texted.length} text messages`,
  );
  expect(told).toHaveLength(people.length);
  await expectWritten(told);
  // By mail what was registered and what is urgent, by text message only that.
  expect(messages).toHaveLength(people.length + ROUNDS + 1);
  expect(waiting[0].n).toBe(ROUNDS * (IN_A_ROUND + 2));
  expect(new Set(deliveries.map(({ state }) => state))).toEqual(new Set(["sent"]));
  // Every letter once, under its own name; every message in one mail, by the page that it leads to.
  expect(mailed.map(({ messageId }) => messageId.replace(/^<|@.*$/g, "")).sort()).toEqual(lettersOf("mail"));
  expect(texted.map(({ id }) => id).sort()).toEqual(lettersOf("sms"));
  const words = mailed.map(({ text }) => `${text.replaceAll("\r\n", "\n")}\n`).join("");
  for (const { href } of messages) expect(words.split(`${href}\n`)).toHaveLength(2);
  expect(count("mail")).toBe(messages.length);
  expect(count("sms")).toBe(ROUNDS + 1);

  function count(channel: string): number {
    return deliveries.reduce((sum, one) => sum + (one.channel === channel ? one.n : 0), 0);
  }
}, 300_000);
