// `next start` once for every core, all on one port: a web server in Node works on one core at a time.
import cluster from "node:cluster";
import { availableParallelism } from "node:os";
import path from "node:path";

const MOST = 8;
const count = Number(process.env.WEB_PROCESSES) || Math.min(availableParallelism(), MOST);

cluster.setupPrimary({
  exec: path.resolve(import.meta.dirname, "web-server.mjs"),
  args: process.argv.slice(2),
});

/** So many in a row that end before they serve, and starting again is no help. */
const MOST_VAIN_STARTS = 3;

let running = 0;
let stopping = false;
let hasServed = false;
let vainStarts = 0;

/**
 * Connections on their way to a server. One that dies before it took them leaves them open here and forgotten by Node, and whoever
 * made them would wait for ever; so they are closed, and asked for again. Node has no public name for them.
 */
function followHandovers({ process: server }) {
  const handedOver = new Map();
  let gone = false;
  const { send } = server;
  server.send = (message, handle, ...rest) => {
    if (message?.act === "newconn" && handle) {
      if (gone) handle.close();
      else handedOver.set(message.seq, handle);
    }
    return send.call(server, message, handle, ...rest);
  };
  server.on("internalMessage", ({ ack }) => handedOver.delete(ack));
  server.once("exit", () => {
    gone = true;
    for (const handle of handedOver.values()) handle.close();
  });
}

function startServer() {
  followHandovers(cluster.fork());
  running += 1;
}

// The servers finish their requests, and the last to leave ends this process.
for (const signal of ["SIGTERM", "SIGINT"])
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    for (const server of Object.values(cluster.workers)) server.process.kill(signal);
  });
cluster.on("exit", (_server, code, signal) => {
  running -= 1;
  if (stopping) {
    if (running === 0) process.exit(0);
    return;
  }
  console.error(`A web server ended by itself (${signal ?? `exit code ${code}`}).`);
  vainStarts += 1;
  if (!hasServed || vainStarts > MOST_VAIN_STARTS) process.exit(1);
  startServer();
});
cluster.on("listening", () => {
  hasServed = true;
  vainStarts = 0;
});
// The others wait until the first has shown a page: several that start at once would all be late.
cluster.once("listening", async (_server, { address, port }) => {
  const host = !address || address === "0.0.0.0" || address === "::" ? "127.0.0.1" : address;
  await fetch(`http://${host}:${port}/`, { redirect: "manual" }).catch(() => {});
  while (!stopping && running < count) startServer();
});
startServer();
