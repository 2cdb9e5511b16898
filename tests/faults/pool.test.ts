import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { postRegistration, registrationVerdict } from "../support/fault-load";
import { type Registration, useFaults } from "../support/faults";
import { type Answer, type Fields, HttpClient, multipart } from "../support/http-client";

const POOL = 5;
const PAGES = 440;
const FORMS = 60;
const SOON_MS = 3_000;
/** Who holds a connection hears that the lock was not to be had, and then a page is made. */
const LET_IN_MS = 5_000;
const faults = useFaults(FORMS, { DATABASE_POOL: String(POOL), WEB_PROCESSES: "1" });

/** The same form as a script of ours posts it: the call of an action with what was there before and what was typed. */
function postByScript(client: HttpClient, { path, cookie, fields }: Registration): Promise<Answer> {
  const id = /"id":"([0-9a-f]{42})"/.exec(
    fields.find(([name]) => /^\$ACTION_\d+:0$/.test(name))?.[1] ?? "",
  )?.[1];
  if (!id) throw new Error(`no action in ${JSON.stringify(fields)}`);
  const typed = fields.filter(([name]) => !name.startsWith("$ACTION"));
  const call: Fields = [
    ...typed.map(([name, value]): [string, string] => [`1_${name}`, value]),
    ["0", '[{},"$K1"]'],
  ];
  const { contentType, body } = multipart(call);
  const headers = { cookie, origin: client.origin, "content-type": contentType, "next-action": id };
  return client.send(path, { method: "POST", headers: { ...headers, accept: "text/x-component" }, body });
}

test(`${PAGES + FORMS} requests that wait for a lock, ${POOL} connections: the process stays healthy, who cannot be served hears so soon, nothing typed is lost, every connection comes back`, async () => {
  const { database, proxy, server, registrations, expectWritten } = faults();
  const people = await registrations(FORMS);
  const client = new HttpClient(server.origin, PAGES + FORMS + 20);
  const headers = { cookie: people[0]?.cookie ?? "", accept: "text/html" };
  /** How many stand open, the watch's own among them, and how many of all are at work or in the middle of something. */
  const connections = async () => {
    const { rows } = await database.pool.query<{ busy: number }>(
      `SELECT count(*)::int AS busy FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle'`,
    );
    return { open: proxy.open() / 2, busy: rows[0]?.busy };
  };
  const page = () => client.send("/inbox", { headers });
  expect((await Promise.all(Array.from({ length: 20 }, page))).map(({ status }) => status)).toEqual(
    new Array(20).fill(200),
  );
  const before = await connections();

  const lock = await database.pool.connect();
  await lock.query("BEGIN");
  await lock.query("LOCK TABLE inbox_messages, enrolments IN ACCESS EXCLUSIVE MODE");
  const began = performance.now();
  const timed = async (sent: Promise<Answer>) => ({ answer: await sent, timeMs: performance.now() - began });
  const pages = Array.from({ length: PAGES }, () => timed(page()));
  const plain = people.slice(0, FORMS / 2).map((person) => timed(postRegistration(client, person)));
  const scripted = people.slice(FORMS / 2).map((person) => timed(postByScript(client, person)));
  const health: { status: number; timeMs: number }[] = [];
  const asking = (async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      const at = performance.now();
      const { status } = await client.send("/healthz");
      health.push({ status, timeMs: performance.now() - at });
      await sleep(200);
    }
  })();
  const [ofPages, ofPlain, ofScripted] = await Promise.all([
    Promise.all(pages),
    Promise.all(plain),
    Promise.all(scripted),
  ]);
  await asking;
  await lock.query("ROLLBACK");
  lock.release();

  const over = performance.now();
  let recovered = 0;
  while (recovered < 20 && (await page()).status === 200) recovered += 1;
  const recoveredMs = performance.now() - over;
  const told = [];
  for (const person of people) told.push(registrationVerdict(await postRegistration(client, person)));
  const after = await connections();
  client.close();

  const all = [...ofPages, ...ofPlain, ...ofScripted];
  const notLetIn = all.filter(({ answer }) =>
    answer.headers["x-refusal"]?.toString().startsWith("edge.crowded"),
  );
  const slowest = (some: { timeMs: number }[]) => Math.max(...some.map(({ timeMs }) => timeMs));
  const count = (some: { answer: Answer }[], name: (answer: Answer) => string) => {
    const counts: Record<string, number> = {};
    for (const { answer } of some) counts[name(answer)] = (counts[name(answer)] ?? 0) + 1;
    return counts;
  };
  const inWords = ({ status, body }: Answer) =>
    body.includes("common.busy") ? `${status} busy` : `${status}`;
  console.log(
    `pool of ${POOL}: pages ${JSON.stringify(count(ofPages, inWords))}, forms ${JSON.stringify(count(ofPlain, inWords))}, forms by script ${JSON.stringify(count(ofScripted, inWords))}; ${notLetIn.length} were not let in and heard it after at most ${slowest(notLetIn).toFixed(0)} ms, the others after at most ${slowest(ofPages).toFixed(0)} ms (pages), ${slowest(ofPlain).toFixed(0)} ms (forms), ${slowest(ofScripted).toFixed(0)} ms (forms by script); health in at most ${slowest(health).toFixed(0)} ms; then 20 pages in ${recoveredMs.toFixed(0)} ms; connections ${JSON.stringify(before)} before, ${JSON.stringify(after)} after`,
  );
  expect(health.map(({ status }) => status)).toEqual(new Array(20).fill(200));
  expect(Object.keys(count(ofPages, inWords))).toEqual(["503"]);
  expect(count(ofScripted, inWords)).toEqual({ "200 busy": FORMS / 2 });
  for (const { answer } of ofPlain) expect(["503", "200 busy"]).toContain(inWords(answer));
  for (const { answer } of all)
    if (answer.status === 503) expect(answer.headers["retry-after"]).toBeDefined();
  expect(notLetIn.length).toBeGreaterThan(PAGES - 4 * POOL);
  expect(slowest(notLetIn)).toBeLessThanOrEqual(SOON_MS);
  expect(slowest(ofScripted)).toBeLessThanOrEqual(LET_IN_MS);
  expect(slowest(all)).toBeLessThanOrEqual(LET_IN_MS);
  expect(recovered).toBe(20);
  expect(told.filter((verdict) => !verdict.startsWith("registered "))).toEqual([]);
  await expectWritten(told.map((verdict) => verdict.replace("registered ", "")));
  expect(after.busy).toBe(0);
  expect(after.open).toBeLessThanOrEqual(POOL + 1);
}, 180_000);
