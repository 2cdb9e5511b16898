import "server-only";
import type { AsyncLocalStorage } from "node:async_hooks";
import { classifyDatabaseError } from "./database-error";

/** Both are set by scripts/web-server.mjs, before Next; elsewhere (worker, tests) there is neither. */
const shared = globalThis as {
  guopeiDatabaseWatch?: { seen(): void; isAway(): boolean; onAway(cut: () => void): void };
  guopeiRequests?: AsyncLocalStorage<{ outage?: boolean }>;
};

export function isDatabaseAway(): boolean {
  return shared.guopeiDatabaseWatch?.isAway() ?? false;
}

/** As a refused connection looks, so that everybody above knows it already. */
export function awayError(): Error {
  const refused = { code: "ECONNREFUSED", syscall: "connect", errno: -111 };
  return Object.assign(new Error("the database does not answer"), refused);
}

export function whenDatabaseGoesAway(cut: () => void): void {
  shared.guopeiDatabaseWatch?.onAway(cut);
}

export function noteDatabaseAnswered(): void {
  shared.guopeiDatabaseWatch?.seen();
}

/** A request that fails after this is answered with 503 and the time to wait instead of 500 (scripts/outage.mjs). */
export function noteOutage(error: unknown): void {
  const { kind } = classifyDatabaseError(error);
  if (kind !== "retry" && kind !== "unknown" && kind !== "busy") return;
  const request = shared.guopeiRequests?.getStore();
  if (request) request.outage = true;
}
