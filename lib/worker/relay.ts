import "server-only";
import { transaction } from "@/lib/platform/db";
import { HANDLERS } from "./handlers";

const BATCH = 100;

type Waiting = { id: string; kind: string; payload: unknown };

/**
 * Hands waiting outbox events to the job runner, in order, each exactly once into its queue. Several relays may run: locked
 * rows are skipped. Returns how many it handed over.
 */
export function relayOutbox(): Promise<number> {
  return transaction(null, async (tx) => {
    const events = await tx.$queryRaw<Waiting[]>`SELECT id, kind, payload FROM outbox_events
      WHERE relayed_at IS NULL ORDER BY created_at, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
    for (const event of events)
      if (Object.hasOwn(HANDLERS, event.kind))
        await tx.$executeRaw`SELECT graphile_worker.add_job(${event.kind}, ${JSON.stringify(event.payload)}::json,
          job_key := ${event.id}, max_attempts := 10)`;
    const ids = events.map((event) => event.id);
    await tx.$executeRaw`UPDATE outbox_events SET relayed_at = clock_timestamp() WHERE id = ANY(${ids}::uuid[])`;
    return events.length;
  });
}
