// One `next start`, with the wall before its own listener. Next has no place of its own for it that costs as little (docs/adr/0019).
import http from "node:http";
import { makeWall } from "./wall.mjs";

const createServer = http.createServer;
const stops = makeWall(process.env.APP_ORIGIN ?? "");

http.createServer = (listener) => {
  const server = createServer((request, response) => {
    if (!stops(request, response)) listener(request, response);
  });
  // Nothing here is upgraded. Without a listener Node hands such requests to the wall like any other.
  const on = server.on;
  server.on = (event, ...rest) => (event === "upgrade" ? server : on.call(server, event, ...rest));
  return server;
};

await import("../node_modules/next/dist/bin/next");
