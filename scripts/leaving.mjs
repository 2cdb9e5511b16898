// How a web server leaves: it says that it is not ready, still serves for a moment what was already on its way, takes no new connection,
// finishes what runs, gives its database connections back, and ends with 0.
const STILL_SERVED_MS = 1_000 * Number(process.env.WEB_DRAIN_SECONDS || 1);
/** Connections wait their turn before a busy process: the port is closed only after no request came for so long and none is open … */
const QUIET_MS = 300;
/** … or at last, when they never cease, because nobody sends them elsewhere. */
const LONGEST_SERVED_MS = 12_000;
/** From the signal; whoever sent it may lose patience at thirty seconds. */
const LONGEST_MS = 28_000;
const POOL_MS = 2_000;

const pause = (timeMs) => new Promise((resolve) => setTimeout(resolve, timeMs));

/** Takes over from Next what it does on a signal, so that it comes last. `server` is known once Next has made it. */
export function makeLeaving(server) {
  const ownEndings = [];
  const open = new Set();
  let leaving = false;
  let arrivedAt = 0;

  const { on } = process;
  process.on = (event, listener) => {
    if (event !== "SIGTERM" && event !== "SIGINT") return on.call(process, event, listener);
    if (event === "SIGTERM") ownEndings.push(listener);
    return process;
  };

  async function leave() {
    if (leaving) return;
    leaving = true;
    setTimeout(() => process.exit(1), LONGEST_MS).unref();
    for (const response of open) closeAfter(response);
    const closesAt = performance.now() + Math.max(LONGEST_SERVED_MS, STILL_SERVED_MS);
    await pause(STILL_SERVED_MS);
    const isQuiet = () => open.size === 0 && performance.now() - arrivedAt > QUIET_MS;
    while (!isQuiet() && performance.now() < closesAt) await pause(50);
    const exit = process.exit;
    process.exit = () => {
      void Promise.race([endPool(), pause(POOL_MS)]).then(() => exit.call(process, 0));
    };
    // Next closes the server, waits for its requests and for what they left to be done after them, and then exits.
    if (ownEndings.length === 0) process.exit(0);
    for (const ending of ownEndings) ending("SIGTERM");
    // A connection that fell idle after closing began would otherwise be waited for.
    setInterval(() => server()?.closeIdleConnections(), 100).unref();
  }

  async function endPool() {
    await globalThis.guopeiPool?.end().catch(() => {});
  }

  for (const signal of ["SIGTERM", "SIGINT"]) on.call(process, signal, () => void leave());

  return {
    isLeaving: () => leaving,
    /** Known until it is answered; while leaving, no connection is kept for a next request. */
    follow(response) {
      arrivedAt = performance.now();
      if (leaving) closeAfter(response);
      open.add(response);
      response.once("close", () => open.delete(response));
    },
  };
}

function closeAfter(response) {
  if (!response.headersSent) response.setHeader("Connection", "close");
}
