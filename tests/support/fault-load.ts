import { setTimeout as sleep } from "node:timers/promises";
import type { Registration } from "./faults";
import { type Answer, type HttpClient, multipart } from "./http-client";

export type Attempt = { readonly at: number; readonly endedAt: number; readonly verdict: string };

export type Outcome = {
  /** The id that each registration was told at last, in the order given. */
  readonly told: string[];
  readonly attempts: Attempt[];
  /** Answers that no repetition can mend: a refusal that is not true, a session that is not over. */
  readonly wrong: string[];
  /** Requests that were begun, without repetitions, and the time in which they were. */
  readonly perSecond: number;
};

const AGAIN_AFTER_MS = 200;
/** What a person or a program may be told when the machine fails; everything else must be the true answer. */
const PASSING = /^(unanswered|status 503$|common\.busy$|common\.outcome-unknown$)/;

/** `registered <id>`, the code of the refusal on the page, or the status of an answer that is neither. */
export function registrationVerdict({ status, headers, body }: Answer): string {
  const id = /^\/registration\/([0-9a-f-]{36})\/done$/.exec(headers.location ?? "")?.[1];
  if (status === 303 && id) return `registered ${id}`;
  if (status === 503 && headers["retry-after"] === undefined) return "503 without Retry-After";
  const code = /data-problem="([^"]+)"/.exec(body)?.[1];
  return status === 200 && code ? code : `status ${status}`;
}

export function postRegistration(
  client: HttpClient,
  { path, cookie, fields }: Registration,
): Promise<Answer> {
  const { contentType, body } = multipart(fields);
  const headers = { cookie, origin: client.origin, "content-type": contentType, accept: "text/html" };
  return client.send(path, { method: "POST", headers, body });
}

async function ping(client: HttpClient, cookie: string): Promise<string> {
  const headers = { cookie, origin: client.origin };
  const { status } = await client.send("/session", { method: "POST", headers, body: "" });
  return status === 204 ? "seen" : `status ${status}`;
}

/**
 * Registrations at a steady pace, and between them signs of life of people who are signed in: `pings` for each registration. Who is not
 * answered, or with 503, asks again with the same key until he knows. Ends when everybody does.
 */
export async function runLoad(
  client: HttpClient,
  registrations: readonly Registration[],
  { perSecond, pings }: { perSecond: number; pings: number },
  until: () => boolean = () => true,
): Promise<Outcome> {
  const attempts: Attempt[] = [];
  const wrong: string[] = [];
  const told: string[] = [];

  async function insist(ask: () => Promise<string>, done: RegExp): Promise<string> {
    for (;;) {
      const at = performance.now();
      const verdict = await ask().catch((error: Error) => `unanswered: ${error.message}`);
      attempts.push({
        at,
        endedAt: performance.now(),
        verdict: verdict.replace(/^registered .*/, "registered"),
      });
      if (done.test(verdict)) return verdict;
      if (!PASSING.test(verdict)) {
        wrong.push(verdict);
        return verdict;
      }
      await sleep(AGAIN_AFTER_MS * (0.5 + Math.random()));
    }
  }

  const began = performance.now();
  const running: Promise<unknown>[] = [];
  let begun = 0;
  let next = 0;
  while (next < registrations.length || !until()) {
    const registration = begun % (pings + 1) === 0 ? registrations[next] : undefined;
    if (registration) {
      const place = next;
      next += 1;
      const ask = async () => registrationVerdict(await postRegistration(client, registration));
      running.push(
        insist(ask, /^registered /).then((verdict) => {
          told[place] = verdict.replace("registered ", "");
        }),
      );
    } else {
      const { cookie } = registrations[begun % registrations.length] ?? { cookie: "" };
      running.push(insist(() => ping(client, cookie), /^seen$/));
    }
    begun += 1;
    const due = began + (begun * 1000) / perSecond;
    const wait = due - performance.now();
    // A pace that was missed is not made up for in a burst.
    await sleep(Math.max(wait, 0));
  }
  const seconds = (performance.now() - began) / 1000;
  await Promise.all(running);
  return { told, attempts, wrong, perSecond: begun / seconds };
}

/** How long after an instant, and before the next one, attempts were still ended by a failure, in ms. */
export function burstMs(attempts: readonly Attempt[], from: number, before = Infinity): number {
  const failed = attempts.filter(
    ({ endedAt, verdict }) => endedAt >= from && endedAt < before && PASSING.test(verdict),
  );
  return Math.max(0, ...failed.map(({ endedAt }) => endedAt - from));
}

export function countVerdicts(attempts: readonly Attempt[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict } of attempts) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}
