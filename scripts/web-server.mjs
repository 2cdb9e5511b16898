// One `next start`, with the wall before its own listener. Next has no place of its own for it that costs as little (docs/adr/0019).
import { AsyncLocalStorage } from "node:async_hooks";
import http from "node:http";
import { watchDatabase } from "./database-watch.mjs";
import { makeHealth } from "./health.mjs";
import { makeLeaving } from "./leaving.mjs";
import { mendAnswer } from "./outage.mjs";
import { makeWall } from "./wall.mjs";

const createServer = http.createServer;
const stops = makeWall(process.env.APP_ORIGIN ?? "");
const watch = watchDatabase(process.env.DATABASE_URL);
// Read in lib/platform/outage.ts, which Next bundles apart and more than once: hence not by import.
globalThis.guopeiDatabaseWatch = watch;
const requests = new AsyncLocalStorage();
globalThis.guopeiRequests = requests;

let server;
const leaving = makeLeaving(() => server);
const answersHealth = makeHealth({
  watch,
  isLeaving: leaving.isLeaving,
  dataFolder: process.env.GUOPEI_DATA_FOLDER ?? ".data",
});

http.createServer = (listener) => {
  server = createServer((request, response) => {
    leaving.follow(response);
    if (stops(request, response) || answersHealth(request, response)) return;
    const trouble = {};
    mendAnswer(request, response, trouble);
    requests.run(trouble, () => listener(request, response));
  });
  // Nothing here is upgraded. Without a listener Node hands such requests to the wall like any other.
  const on = server.on;
  server.on = (event, ...rest) => (event === "upgrade" ? server : on.call(server, event, ...rest));
  return server;
};

await import("../node_modules/next/dist/bin/next");
