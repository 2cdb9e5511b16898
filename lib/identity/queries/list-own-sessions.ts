import { type Actor, authorise } from "@/lib/access";
import { Prisma, read } from "@/lib/platform/db";
import { browserOf, sessionLimits } from "../rules";
import type { OwnSession } from "../schema";
import { asRole } from "../store";

type Row = {
  id: string;
  role: string;
  user_agent: string | null;
  created_at: Date;
  last_seen_at: Date;
  now: Date;
};

/** The browsers that are signed in to the own account, this one first, then the one used last. */
export async function listOwnSessions(actor: Actor): Promise<OwnSession[]> {
  authorise(actor, "account.secure");
  const rows = await read<Row>(
    actor,
    Prisma.sql`
    SELECT s.id, p.role, s.user_agent, s.created_at, s.last_seen_at, clock_timestamp() AS now
    FROM sessions s JOIN appointments p ON p.id = s.appointment_id AND (p.ends_at IS NULL OR p.ends_at > clock_timestamp())
    WHERE s.account_id = ${actor.accountId}::uuid AND s.expires_at > clock_timestamp()
    ORDER BY (s.id = ${actor.sessionId}::uuid) DESC NULLS LAST, s.last_seen_at DESC, s.id LIMIT 50`,
  );
  return rows.flatMap((row) => {
    const role = asRole(row.role);
    if (row.now.getTime() - row.last_seen_at.getTime() > sessionLimits(role).idleMs) return [];
    const { id, created_at: openedAt, last_seen_at: lastSeenAt } = row;
    return [
      { id, role, openedAt, lastSeenAt, current: id === actor.sessionId, ...browserOf(row.user_agent) },
    ];
  });
}
