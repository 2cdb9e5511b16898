import type { Actor, organisationsInScope } from "@/lib/access";
import { fail } from "@/lib/kernel/problem";
import { db, Prisma, type Reader, type Tx } from "@/lib/platform/db";
import { STEP_UP_MINUTES } from "./rules";
import type { StepUpStanding } from "./schema";

export type StepUpRow = { enabled: boolean; proved: boolean; bound: boolean; demonstration: boolean };

/** One row, also for an actor without account: nobody slips through a missing one. All by real time. */
export function stepUpSql(actor: Actor): Prisma.Sql {
  return Prisma.sql`SELECT f.account_id IS NOT NULL AS enabled,
      COALESCE(s.second_factor_at > clock_timestamp() - make_interval(mins => ${STEP_UP_MINUTES}::int), false) AS proved,
      COALESCE(p.second_factor_from <= (clock_timestamp() AT TIME ZONE 'Asia/Shanghai')::date, false) AS bound,
      c.demonstration AND COALESCE(a.login_name LIKE 'demo-%', false) AS demonstration
    FROM business_clock c
    LEFT JOIN accounts a ON a.id = ${actor.accountId}::uuid
    LEFT JOIN second_factors f ON f.account_id = a.id AND f.confirmed_at IS NOT NULL
    LEFT JOIN sessions s ON s.id = ${actor.sessionId}::uuid AND s.account_id = a.id
    LEFT JOIN sign_in_policies p ON p.role = ${actor.role}
    WHERE c.id = 1`;
}

export function standingOf(row: StepUpRow | undefined): StepUpStanding {
  if (!row) throw new Error("the business clock has no row");
  if (row.enabled) return row.proved ? "proved" : "code-needed";
  if (row.demonstration) return "demonstration";
  return row.bound ? "second-factor-required" : "free";
}

/**
 * Stands in the door of acts that a stolen session must not do: issuing seats, opening accounts, mass reveals, exports. Whoever has
 * a second factor proved it within ten minutes in this session; from its date the policy asks it of everybody in the role.
 * Problems: identity.step-up-needed, identity.second-factor-required.
 */
export async function requireStepUp(tx: Tx, actor: Actor): Promise<void> {
  const rows = await tx.$queryRaw<StepUpRow[]>(stepUpSql(actor));
  const standing = standingOf(rows[0]);
  if (standing === "code-needed") fail("identity.step-up-needed", undefined, { field: "stepUpCode" });
  if (standing === "second-factor-required") fail("identity.second-factor-required");
}

/** Appointments that hold now; an ended one opens nothing and puts nobody in anybody's scope. */
export function liveAppointment(): Prisma.AppointmentWhereInput {
  return { OR: [{ endsAt: null }, { endsAt: { gt: new Date() } }] };
}

/** A scope over organisations as a condition on the table `o`. */
export function scopeSql({ id, provinceId, OR }: ReturnType<typeof organisationsInScope>): Prisma.Sql {
  if (OR) throw new Error("no permission over accounts reaches a city's subtree");
  if (id) return Prisma.sql`o.id = ${id}::uuid`;
  return provinceId ? Prisma.sql`o.province_id = ${provinceId}::uuid` : Prisma.sql`true`;
}

/** Which of these active accounts were unused for longer than the policy of a role that they hold allows, by real time. */
export async function dormantAmong(accountIds: string[], reader: Reader = db()): Promise<Set<string>> {
  const rows = await reader.$queryRaw<{ id: string }[]>`SELECT a.id FROM accounts a
    WHERE a.id = ANY (${accountIds}::uuid[]) AND a.state = 'active' AND EXISTS (
      SELECT 1 FROM appointments h JOIN sign_in_policies p ON p.role = h.role
      WHERE h.account_id = a.id AND (h.ends_at IS NULL OR h.ends_at > clock_timestamp())
        AND a.last_used_at < clock_timestamp() - make_interval(days => p.dormant_after_days))`;
  return new Set(rows.map(({ id }) => id));
}
