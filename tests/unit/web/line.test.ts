import { AsyncLocalStorage } from "node:async_hooks";
import { Agent, createServer, type RequestListener, request, type Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import words from "@/lib/i18n/messages/refusal-page.json";
import { makeLines } from "../../../scripts/line.mjs";

type Trouble = { outage?: boolean; turnedAway?: boolean };
type Response = Parameters<RequestListener>[1];
type Answer = { status: number; retryAfter: string | undefined; body: string; timeMs: number };

const PLACES = 4;
const STANDS_AFTER_MS = 300;
const whose = new AsyncLocalStorage<string>();
let server: Server | undefined;
let agent: Agent | undefined;
/** Of the requests that were let in and not answered yet, oldest first. */
let inside: { url: string; trouble: Trouble; response: Response }[] = [];
let lines: ReturnType<typeof makeLines>;

afterEach(() => {
  agent?.destroy();
  server?.closeAllConnections();
  server?.close();
  inside = [];
});

async function open(longestWaitMs = 5_000): Promise<number> {
  lines = makeLines({ connections: PLACES / 2, standsAfterMs: STANDS_AFTER_MS, longestWaitMs });
  agent = new Agent({ keepAlive: true });
  const listening = createServer((incoming, response) => {
    const trouble: Trouble = {};
    lines.enter(incoming, response, trouble, () => {
      incoming.resume();
      inside.push({ url: incoming.url ?? "", trouble, response });
    });
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address = listening.address();
  return typeof address === "object" && address ? address.port : 0;
}

function ask(port: number, path: string, headers: Record<string, string> = {}, body?: string) {
  const began = performance.now();
  let sent: ReturnType<typeof request> | undefined;
  const answer = new Promise<Answer>((resolve, reject) => {
    const method = body === undefined ? "GET" : "POST";
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const options = { host: "127.0.0.1", port, agent, path, method, headers: { ...headers, ...length } };
    sent = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: response.headers["retry-after"],
          body: Buffer.concat(chunks).toString("utf8"),
          timeMs: performance.now() - began,
        }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
  answer.catch(() => {});
  return { answer, giveUp: () => sent?.destroy() };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}

/** Answers the oldest that is inside. */
function finish(status = 200): void {
  const one = inside.shift();
  if (!one) throw new Error("nobody is inside");
  one.response.statusCode = status;
  one.response.end(one.url);
}

test("so many are let in, the others in the order in which they came, and nobody is turned away while the line moves", async () => {
  const port = await open();
  const asked = [];
  for (let turn = 0; turn < 12; turn += 1) {
    asked.push(ask(port, `/${turn}`).answer);
    await until(() => inside.length === Math.min(turn + 1, PLACES));
    await sleep(5);
  }
  expect(lines.isFull()).toBe(true);
  const order: string[] = [];
  // Longer in all than a line may stand still.
  for (let turn = 0; turn < 12; turn += 1) {
    order.push(inside[0]?.url ?? "");
    finish();
    await sleep(60);
    expect(inside.length).toBeLessThanOrEqual(PLACES);
  }
  expect(order).toEqual(Array.from({ length: 12 }, (_none, turn) => `/${turn}`));
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(new Array(12).fill(200));
  expect(lines.isFull()).toBe(false);
});

test("a line that stands is told so in both languages, who comes then at once, and the first good answer opens it again", async () => {
  const port = await open();
  for (let turn = 0; turn < PLACES; turn += 1) ask(port, `/inside-${turn}`);
  await until(() => inside.length === PLACES);
  const waited = await ask(port, "/waits?q=1").answer;
  expect([waited.status, waited.retryAfter]).toEqual([503, "5"]);
  expect(waited.timeMs).toBeGreaterThan(STANDS_AFTER_MS - 50);
  for (const { crowded } of [words["zh-CN"], words.en])
    for (const text of [crowded.title, crowded.meaning, crowded.next]) expect(waited.body).toContain(text);
  expect(waited.body).toContain('href="/waits?q=1"');
  expect(waited.body).toContain("edge.crowded");
  const late = await ask(port, "/late").answer;
  expect(late.status).toBe(503);
  expect(late.timeMs).toBeLessThan(STANDS_AFTER_MS / 2);
  // An answer that only says that the database is away moves nothing.
  const [first] = inside;
  if (first) first.trouble.outage = true;
  finish();
  ask(port, "/probe");
  await until(() => inside.some(({ url }) => url === "/probe"));
  const again = await ask(port, "/again").answer;
  expect([again.status, again.timeMs < STANDS_AFTER_MS / 2]).toEqual([503, true]);
  finish();
  ask(port, "/fills-up");
  await until(() => inside.length === PLACES);
  const waits = ask(port, "/waits-now").answer;
  await sleep(30);
  finish();
  await until(() => inside.some(({ url }) => url === "/waits-now"));
  while (inside.length > 0) finish();
  expect((await waits).status).toBe(200);
});

test("as long as the database answers somebody, the line is waited in", async () => {
  const port = await open();
  for (let turn = 0; turn < PLACES; turn += 1) ask(port, `/inside-${turn}`);
  await until(() => inside.length === PLACES);
  const waits = ask(port, "/waits").answer;
  for (let turn = 0; turn < 10; turn += 1) {
    await sleep(STANDS_AFTER_MS / 5);
    lines.moved();
  }
  finish();
  await until(() => inside.some(({ url }) => url === "/waits"));
  while (inside.length > 0) finish();
  expect((await waits).status).toBe(200);
});

test("a form that was not let in says that nothing was taken; one sent by a script of ours is let in to be told in words", async () => {
  const port = await open();
  for (let turn = 0; turn < PLACES; turn += 1) ask(port, `/inside-${turn}`, {}, "typed");
  await until(() => inside.length === PLACES);
  const scripted = ask(port, "/scripted", { "next-action": "0".repeat(42) }, "typed").answer;
  const plain = await ask(port, "/plain", { cookie: "guopei-locale=en" }, "typed").answer;
  expect(plain.status).toBe(503);
  expect(plain.body).toContain(words.en["crowded-sent"].meaning);
  expect(plain.body).not.toContain(words.en.again);
  await until(() => inside.length === PLACES + 1);
  expect(inside.at(-1)).toMatchObject({ url: "/scripted", trouble: { turnedAway: true } });
  while (inside.length > 0) finish();
  expect((await scripted).status).toBe(200);
});

test("what reads does not wait for what writes, and neither keeps files of ours nor a file on its way from coming", async () => {
  const port = await open();
  for (let turn = 0; turn < PLACES; turn += 1) ask(port, `/writes-${turn}`, {}, "typed");
  await until(() => inside.length === PLACES);
  for (let turn = 0; turn < PLACES; turn += 1) ask(port, `/reads-${turn}`);
  await until(() => inside.length === 2 * PLACES);
  ask(port, "/_next/static/chunks/a.js");
  ask(port, "/icon.svg");
  ask(port, "/upload", {}, "x".repeat(70_000));
  await until(() => inside.length === 2 * PLACES + 3);
});

test("who has gone is not waited for, and his place is given on", async () => {
  const port = await open();
  const gone = ask(port, "/goes");
  for (let turn = 1; turn < PLACES; turn += 1) ask(port, `/stays-${turn}`);
  await until(() => inside.length === PLACES);
  const impatient = ask(port, "/impatient");
  await sleep(30);
  ask(port, "/next");
  await sleep(30);
  impatient.giveUp();
  await sleep(30);
  gone.giveUp();
  await until(() => inside.some(({ url }) => url === "/next"));
  expect(inside.some(({ url }) => url === "/impatient")).toBe(false);
});

test("nobody waits for ever, even in a line that moves", async () => {
  const port = await open(400);
  for (let turn = 0; turn < PLACES; turn += 1) ask(port, `/inside-${turn}`);
  await until(() => inside.length === PLACES);
  const first = Array.from({ length: 20 }, (_none, turn) => ask(port, `/${turn}`).answer);
  const last = ask(port, "/last").answer;
  let over = false;
  void last.then(() => {
    over = true;
  });
  while (!over) {
    finish();
    await sleep(100);
  }
  const { status, timeMs } = await last;
  expect([status, timeMs > 390]).toEqual([503, true]);
  while (inside.length > 0) finish();
  await Promise.all(first);
});

test("who gets a place knows nothing of the request that gave it up", async () => {
  lines = makeLines({ connections: 0.5, standsAfterMs: STANDS_AFTER_MS });
  const known: (string | undefined)[] = [];
  const listening = createServer((incoming, response) => {
    lines.enter(incoming, response, {}, () => {
      known.push(whose.getStore());
      whose.run(incoming.url ?? "", () => setTimeout(() => response.end(), 30));
    });
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address = listening.address();
  const port = typeof address === "object" && address ? address.port : 0;
  agent = new Agent();
  await Promise.all(["/a", "/b", "/c"].map((path) => ask(port, path).answer));
  expect(known).toEqual([undefined, undefined, undefined]);
});

test("passwords are proved two at a time, whoever else has a place", async () => {
  const port = await open();
  const storm = ["/sign-in", "/sign-in?next=%2Fdesk", "/activate/teacher", "/sign-in"].map(
    (path) => ask(port, path, {}, "password=x").answer,
  );
  await vi.waitUntil(() => inside.length === 2);
  const others = [ask(port, "/desk").answer, ask(port, "/registration", {}, "x=1").answer];
  await vi.waitUntil(() => inside.length === 4);
  expect(inside.map(({ url }) => url).toSorted()).toEqual(
    [
      "/desk",
      "/registration",
      ...inside.map(({ url }) => url).filter((url) => /sign-in|activate/.test(url)),
    ].toSorted(),
  );
  while (inside.length > 0) {
    finish();
    await sleep(20);
  }
  const answers = await Promise.all([...storm, ...others]);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
});
