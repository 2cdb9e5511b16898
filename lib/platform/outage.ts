import "server-only";
import type { AsyncLocalStorage } from "node:async_hooks";
import { classifyDatabaseError } from "./database-error";

/** Both are set by scripts/web-server.mjs, before Next; elsewhere (worker, tests) there is neither. */
const shared = globalThis as {
  guopeiDatabaseWatch?: { seen(): void; isAway(): boolean; onAway(cut: () => void): void };
  guopeiRequests?: AsyncLocalStorage<{ began: number; outage?: boolean; turnedAway?: boolean }>;
};

/** A form that was refused is shown on its page again, whose statements would wait as long as the act did. */
const LONGEST_IN_VAIN_MS = 1_500;

/** Also for a request that has waited in vain for so long that its sender must now be answered. */
export function isDatabaseAway(): boolean {
  if (shared.guopeiDatabaseWatch?.isAway()) return true;
  const request = shared.guopeiRequests?.getStore();
  return request?.outage === true && performance.now() - request.began > LONGEST_IN_VAIN_MS;
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
  if (kind === "conflict" || kind === "other") return;
  const request = shared.guopeiRequests?.getStore();
  if (request) request.outage = true;
}

/** Nothing may be asked of the database for this request: too many wait for it (scripts/line.mjs). */
export function isTurnedAway(): boolean {
  return shared.guopeiRequests?.getStore()?.turnedAway === true;
}
