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

function startServer() {
  cluster.fork();
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
