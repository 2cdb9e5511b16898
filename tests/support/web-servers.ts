import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { startProgram } from "../../scripts/processes";
import { webMemory } from "../../scripts/services";

const root = path.resolve(import.meta.dirname, "../..");

export type WebServer = {
  readonly origin: string;
  readonly pid: number;
  /** The processes that serve pages; several where WEB_PROCESSES says so. */
  readonly processes: () => number[];
  /** Settles with how it ended. */
  readonly ended: Promise<string>;
  /** What it has written to its log so far. */
  readonly log: () => string;
};

const MOST_LOG = 20_000_000;

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/**
 * Servers of a production build on one database, each on a port of its own and on every core unless WEB_PROCESSES says
 * otherwise; all their origins are allowed.
 * They end with `stopPrograms`. `folder` is where the build lies, the project's own by default.
 */
export async function startWebServers(
  count: number,
  env: Record<string, string>,
  folder = root,
): Promise<WebServer[]> {
  const ports = [];
  for (let index = 0; index < count; index += 1) ports.push(await freePort());
  const origins = ports.map((port) => `http://127.0.0.1:${port}`);
  return Promise.all(
    ports.map(async (port, index) => {
      const origin = origins[index] ?? "";
      const { child, ended } = startProgram(
        [
          ...webMemory,
          path.join(root, "scripts/web.mjs"),
          "start",
          folder,
          ...["--port", String(port), "--hostname", "127.0.0.1"],
          // A busy client must not find a connection closed that it was about to use.
          ...["--keepAliveTimeout", "120000"],
        ],
        {
          ...process.env,
          ...env,
          APP_ORIGIN: origins.join(","),
          PORT: String(port),
          NODE_ENV: "production",
          NODE_OPTIONS: "",
          NEXT_TELEMETRY_DISABLED: "1",
        },
        "pipe",
      );
      let words = "";
      for (const stream of [child.stdout, child.stderr])
        stream?.on("data", (chunk: Buffer) => {
          words = `${words}${chunk.toString("utf8")}`.slice(-MOST_LOG);
        });
      let over = false;
      void ended.then(() => {
        over = true;
      });
      while (!(await answers(origin))) {
        if (over) throw new Error(`The web server ended before it served a page:\n${words.slice(-8_000)}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const pid = child.pid ?? 0;
      return { origin, pid, processes: () => childrenOf(pid), ended, log: () => words };
    }),
  );
}

async function answers(origin: string): Promise<boolean> {
  try {
    await fetch(`${origin}/icon.svg`, { signal: AbortSignal.timeout(10_000) });
    return true;
  } catch {
    return false;
  }
}

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return text.split(" ").filter(Boolean).map(Number);
}
