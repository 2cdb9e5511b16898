import { createServer } from "node:net";
import { Failure } from "./failure";
import { isStopping, startProgram, typescriptProgram } from "./processes";

export interface ServicesInput {
  readonly port: number;
  /** Undefined listens on every interface. */
  readonly host: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}

export function readPort(): number {
  const text = process.env.PORT ?? "3000";
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Failure("port-invalid", { port: text });
  return port;
}

export function requireFreePort(port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => {
      const taken = "code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES");
      reject(taken ? new Failure("port-taken", { port }) : error);
    });
    server.listen({ port, host }, () => server.close(() => resolve()));
  });
}

async function answers(port: number, host: string | undefined): Promise<boolean> {
  const name = host === undefined || host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  try {
    await fetch(`http://${name}:${port}/`, { redirect: "manual", signal: AbortSignal.timeout(20_000) });
    return true;
  } catch {
    return false;
  }
}

/** A page makes more short-lived objects than the young generation holds by default; collecting them early costs a tenth. */
export const webMemory = ["--max-semi-space-size=64"];

/** Starts the web server and the worker; resolves when pages are served. `failed` settles if one of them ends by itself. */
export async function startServices({
  port,
  host,
  env,
}: ServicesInput): Promise<{ failed: Promise<Failure> }> {
  const production = {
    ...env,
    NODE_ENV: "production" as const,
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
  };
  const address = host === undefined ? [] : ["--hostname", host];
  const web = startProgram(
    [...webMemory, "scripts/web.mjs", "start", "--port", String(port), ...address],
    production,
  );
  const worker = startProgram(typescriptProgram("lib/worker/main.ts"), production);
  const failed = Promise.race([
    web.ended.then((reason) => ({ name: "web", reason })),
    worker.ended.then((reason) => ({ name: "worker", reason })),
  ]).then(({ name, reason }) => new Failure("process-ended", { name, reason }));
  let early: Failure | undefined;
  void failed.then((failure) => {
    early = failure;
  });
  while (!(await answers(port, host))) {
    if (early && !isStopping()) throw early;
    if (isStopping()) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { failed };
}
