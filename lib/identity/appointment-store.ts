import { type Actor, organisationsInScope, type Role, type Scope } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { Prisma, type Tx } from "@/lib/platform/db";
import { liveAppointment, requireStepUp } from "./access";
import { asRole } from "./store";

/** An outbox event: an appointment has a last day. */
export const APPOINTMENT_ENDED = "appointment.ended";
/** An outbox event: an appointment passes to somebody else. */
export const APPOINTMENT_HANDED_OVER = "appointment.handed-over";

export type HeldAppointment = {
  id: string;
  accountId: string;
  role: Role;
  organisationId: string;
  /** How many others can act in this role at this body and have no last day. */
  staying: number;
};

/**
 * The live appointment of that id within a scope, held as by lockOffice, by an actor who has proved the second factor where that is
 * asked for. Throws NotFound.
 */
export async function holdOffice(
  tx: Tx,
  actor: Actor,
  scope: Scope,
  appointmentId: string,
): Promise<HeldAppointment> {
  const found = await tx.appointment.findFirst({
    where: { id: appointmentId, organisation: organisationsInScope(actor, scope), ...liveAppointment() },
    select: { id: true },
  });
  if (!found) throw new NotFound("appointment");
  await requireStepUp(tx, actor);
  const held = await lockOffice(tx, found.id);
  if (!held) throw new NotFound("appointment");
  return held;
}

/**
 * Locks everybody who acts in the role of this appointment at its body, in order of their ids, so that two endings at the same time
 * cannot each count on the other to stay. Null when it has ended meanwhile.
 */
async function lockOffice(tx: Tx, appointmentId: string): Promise<HeldAppointment | null> {
  const rows = await tx.$queryRaw<
    {
      id: string;
      accountId: string;
      role: string;
      organisationId: string;
      endsAt: Date | null;
      state: string;
    }[]
  >`SELECT p.id, p.account_id AS "accountId", p.role, p.organisation_id AS "organisationId", p.ends_at AS "endsAt", a.state
    FROM appointments p JOIN accounts a ON a.id = p.account_id, appointments h
    WHERE h.id = ${appointmentId}::uuid AND p.organisation_id = h.organisation_id AND p.role = h.role
      AND (p.ends_at IS NULL OR p.ends_at > clock_timestamp())
    ORDER BY p.id FOR UPDATE OF p`;
  const held = rows.find(({ id }) => id === appointmentId);
  if (!held) return null;
  const staying = rows.filter(
    (other) => other.accountId !== held.accountId && other.state === "active" && other.endsAt === null,
  ).length;
  return {
    id: held.id,
    accountId: held.accountId,
    role: asRole(held.role),
    organisationId: held.organisationId,
    staying,
  };
}

/** Sets the last instant; one that has come ends the sessions under it with it, and leaves the person's other hats alone. */
export async function setEnd(tx: Tx, appointmentId: string, endsAt: Date): Promise<void> {
  await tx.$executeRaw`UPDATE appointments SET ends_at = GREATEST(${endsAt}::timestamptz, starts_at) WHERE id = ${appointmentId}::uuid`;
  await tx.$executeRaw`DELETE FROM sessions s USING appointments p
    WHERE p.id = ${appointmentId}::uuid AND s.appointment_id = p.id AND p.ends_at <= clock_timestamp()`;
}

/** Of an account with its hats: unused for longer than the policy of a role that it holds allows. Wants `a`. */
export const dormantSql = Prisma.sql`(a.state = 'active' AND EXISTS (
  SELECT 1 FROM appointments h JOIN sign_in_policies d ON d.role = h.role
  WHERE h.account_id = a.id AND (h.ends_at IS NULL OR h.ends_at > clock_timestamp())
    AND a.last_used_at < clock_timestamp() - make_interval(days => d.dormant_after_days)))`;

/** The state of an appointment and its account, as ACCOUNT_STATES has them. Wants `p` and `a`. */
export const accountStateSql = Prisma.sql`CASE
  WHEN p.ends_at <= clock_timestamp() THEN 'ended'
  WHEN a.state <> 'active' THEN a.state
  WHEN a.locked_until > clock_timestamp() THEN 'locked'
  WHEN ${dormantSql} THEN 'dormant' ELSE 'active' END`;
