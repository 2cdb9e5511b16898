import "server-only";
import { statement } from "./db";

type Counted = { used: number; minutesLeft: number };

/**
 * Counts one use in the running hour of a subject, and says how many that makes and when the hour is over. One statement of its own:
 * a refused act must not take back what it counted, and of parallel uses no two get the same number.
 */
export async function countUse(subject: string, act: string): Promise<Counted> {
  const [counted] = await statement<Counted>(
    null,
    `INSERT INTO rate_counters AS c (subject, act, started_at, used) VALUES ($1, $2, clock_timestamp(), 1)
     ON CONFLICT (subject, act) DO UPDATE SET
       started_at = CASE WHEN c.started_at <= clock_timestamp() - interval '1 hour' THEN clock_timestamp() ELSE c.started_at END,
       used = CASE WHEN c.started_at <= clock_timestamp() - interval '1 hour' THEN 1 ELSE c.used + 1 END
     RETURNING used, ${MINUTES_LEFT}`,
    [subject, act],
  );
  if (!counted) throw new Error("a use was not counted");
  return counted;
}

/** The same without counting; null where the subject has used nothing within the hour. */
export async function usesSoFar(subject: string, act: string): Promise<Counted | null> {
  const [counted] = await statement<Counted>(
    null,
    `SELECT used, ${MINUTES_LEFT} FROM rate_counters AS c
     WHERE subject = $1 AND act = $2 AND started_at > clock_timestamp() - interval '1 hour'`,
    [subject, act],
  );
  return counted ?? null;
}

const MINUTES_LEFT = `ceil(extract(epoch FROM c.started_at + interval '1 hour' - clock_timestamp()) / 60)::int AS "minutesLeft"`;

/** Hours long over; for the housekeeping of the worker. */
export async function forgetOldCounts(): Promise<void> {
  await statement(
    null,
    "DELETE FROM rate_counters WHERE started_at < clock_timestamp() - interval '2 hours'",
    [],
  );
}
