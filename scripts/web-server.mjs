// One `next start`, with the wall before its own listener. Next has no place of its own for it that costs as little (docs/adr/0019).
import { AsyncLocalStorage } from "node:async_hooks";
import http from "node:http";
import { watchDatabase } from "./database-watch.mjs";
import { makeHealth } from "./health.mjs";
import { makeKeptPages } from "./kept-pages.mjs";
import { makeLeaving } from "./leaving.mjs";
import { makeLines } from "./line.mjs";
import { mendAnswer } from "./outage.mjs";
import { makeWall } from "./wall.mjs";

const createServer = http.createServer;
const answersFromKept = makeKeptPages();
const stops = makeWall(process.env.APP_ORIGIN ?? "");
const watch = watchDatabase(process.env.DATABASE_URL);
const requests = new AsyncLocalStorage();
globalThis.guopeiRequests = requests;

const REHEARSAL_MS = 15_000;

let server;
const leaving = makeLeaving(() => server);
const lines = makeLines({ connections: Number(process.env.DATABASE_POOL) || 8 });
// Read in lib/platform/outage.ts, which Next bundles apart and more than once: hence not by import.
globalThis.guopeiDatabaseWatch = {
  ...watch,
  seen() {
    watch.seen();
    lines.moved();
  },
};
const answersHealth = makeHealth({
  watch,
  lines,
  isLeaving: leaving.isLeaving,
  dataFolder: process.env.GUOPEI_DATA_FOLDER ?? ".data",
});

http.createServer = (listener) => {
  server = createServer((request, response) => {
    leaving.follow(response);
    if (stops(request, response) || answersHealth(request, response)) return;
    const trouble = { began: performance.now() };
    mendAnswer(request, response, trouble);
    if (answersFromKept(request, response)) return;
    lines.enter(request, response, trouble, () => requests.run(trouble, () => listener(request, response)));
  });
  // Nothing here is upgraded. Without a listener Node hands such requests to the wall like any other.
  server.once("listening", () => void sayWhenItServes(createServer(listener)));
  const on = server.on;
  server.on = (event, ...rest) => (event === "upgrade" ? server : on.call(server, event, ...rest));
  return server;
};

/**
 * Next listens first and loads itself then, for seconds on a busy machine. A page shown to a door that nobody else knows makes it load
 * at once what most pages need, and tells from when on this process serves.
 */
async function sayWhenItServes(rehearsal) {
  await new Promise((resolve) => rehearsal.listen({ port: 0, host: "127.0.0.1", exclusive: true }, resolve));
  const address = `http://127.0.0.1:${rehearsal.address().port}/sign-in`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(REHEARSAL_MS) }).catch(() => undefined);
  await answer?.text().catch(() => {});
  rehearsal.close();
  rehearsal.closeAllConnections();
  console.log(JSON.stringify({ level: 30, time: Date.now(), pid: process.pid, msg: "web process serves" }));
}

await import("../node_modules/next/dist/bin/next");
