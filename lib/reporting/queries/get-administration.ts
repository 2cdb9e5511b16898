import { type Actor, authorise } from "@/lib/access";
import { dormantSql } from "@/lib/identity";
import { Prisma, read } from "@/lib/platform/db";
import type { AccountHealth, Administration, RefusalCount, SystemHealth } from "../views";

/** What waits longer than this for the relay has not simply just happened. */
const RELAY_MINUTES = 5;
const REFUSAL_DAYS = 7;

/** Acts that the trail keeps as refused: by a limit, at the door, at the second factor. */
const REFUSALS = ["account.limited", "session.refused", "second-factor.refused"];

/**
 * The figures of the three administrations, each of the own duty only: numbers, never a person or a body's business. At most three
 * statements.
 */
export async function getAdministration(actor: Actor): Promise<Administration> {
  authorise(actor, "administration.read");
  if (actor.role === "system-admin") return { duty: "system", system: await readSystem(actor) };
  if (actor.role === "security-admin") return { duty: "security", accounts: await readAccounts(actor) };
  return { duty: "audit", refusals: await readRefusals(actor), refusalDays: REFUSAL_DAYS };
}

async function readSystem(actor: Actor): Promise<SystemHealth> {
  const [bodies, [rest], failedJobs] = await Promise.all([
    read<SystemHealth["bodies"][number]>(
      actor,
      Prisma.sql`
      SELECT o.kind, count(*) AS all, count(*) FILTER (WHERE NOT EXISTS (
        SELECT 1 FROM appointments p JOIN accounts a ON a.id = p.account_id AND a.state = 'active'
        WHERE p.organisation_id = o.id AND p.role = o.kind AND (p.ends_at IS NULL OR p.ends_at > clock_timestamp()))) AS without
      FROM organisations o GROUP BY o.kind ORDER BY min(o.code)`,
    ),
    read<Omit<SystemHealth, "bodies" | "failedJobs">>(
      actor,
      Prisma.sql`
      SELECT (SELECT count(*) FROM outbox_events WHERE relayed_at IS NULL
          AND created_at < clock_timestamp() - make_interval(mins => ${RELAY_MINUTES}::int)) AS "lateEvents",
        (SELECT count(*) FROM deliveries WHERE state = 'failed') AS "failedLetters",
        (SELECT count(*) FROM regions) AS regions, (SELECT count(*) FROM majors) AS majors,
        (SELECT max(catalogue_year) FROM majors) AS "majorsOf", (SELECT count(DISTINCT code_set) FROM code_entries) AS "codeSets"`,
    ),
    countFailedJobs(),
  ]);
  if (!rest) throw new Error("a statement without rows to count has one row");
  return { bodies, failedJobs, ...rest };
}

/** Jobs that used up their tries. Null before the worker has made its tables, or where this process may not read them. */
async function countFailedJobs(): Promise<number | null> {
  const [there] = await read<{ readable: boolean | null }>(
    null,
    Prisma.sql`
    SELECT has_table_privilege(to_regclass('graphile_worker.jobs'), 'SELECT') AS readable`,
  );
  if (!there?.readable) return null;
  const [row] = await read<{ failed: number }>(
    null,
    Prisma.sql`
    SELECT count(*) AS failed FROM graphile_worker.jobs WHERE attempts >= max_attempts AND locked_at IS NULL`,
  );
  return row?.failed ?? 0;
}

/** Accounts by what keeps them out, each counted once, as the list of accounts has them. */
async function readAccounts(actor: Actor): Promise<AccountHealth> {
  const held = Prisma.sql`EXISTS (SELECT 1 FROM appointments p WHERE p.account_id = a.id AND (p.ends_at IS NULL OR p.ends_at > clock_timestamp()))`;
  const locked = Prisma.sql`a.state = 'active' AND a.locked_until > clock_timestamp()`;
  const [row] = await read<AccountHealth>(
    actor,
    Prisma.sql`
    SELECT (SELECT count(*) FROM accounts a WHERE ${locked} AND ${held}) AS locked,
      (SELECT count(*) FROM accounts a WHERE ${dormantSql} AND (a.locked_until IS NULL OR a.locked_until <= clock_timestamp())) AS dormant,
      (SELECT count(*) FROM accounts a WHERE a.state = 'pending' AND ${held}) AS pending,
      (SELECT count(*) FROM accounts a WHERE a.state = 'disabled' AND ${held}) AS disabled`,
  );
  if (!row) throw new Error("a statement without rows to count has one row");
  return row;
}

async function readRefusals(actor: Actor): Promise<RefusalCount[]> {
  const rows = await read<RefusalCount>(
    actor,
    Prisma.sql`
    SELECT kind, count(*) AS count FROM audit_events
    WHERE kind = ANY (${REFUSALS}) AND recorded_at > clock_timestamp() - make_interval(days => ${REFUSAL_DAYS}::int) GROUP BY kind`,
  );
  return REFUSALS.map((kind) => ({ kind, count: rows.find((row) => row.kind === kind)?.count ?? 0 }));
}
