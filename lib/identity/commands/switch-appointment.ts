import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, NotFound } from "@/lib/kernel/problem";
import { type Tx, transaction } from "@/lib/platform/db";
import { liveAppointment } from "../access";
import { accountEvent } from "../audit";
import { DELEGATE_ROLES } from "../rules";
import type { SwitchAppointmentInput } from "../schema";

/**
 * The session goes on under another appointment of the same account, or by a delegation that the body of that appointment holds now;
 * never a union of two.
 */
export function switchAppointment(actor: Actor, input: SwitchAppointmentInput): Promise<void> {
  return transaction(actor, async (tx) => {
    const appointment = await tx.appointment.findFirst({
      where: {
        id: input.appointmentId,
        accountId: actor.accountId,
        ...liveAppointment(),
      },
      select: { id: true, role: true, organisationId: true },
    });
    if (!appointment || !actor.sessionId) throw new NotFound("appointment");
    const delegationId = input.delegationId ?? null;
    if (delegationId && !(await delegationHeld(tx, appointment, delegationId)))
      fail("identity.delegation-over");
    await tx.session.update({
      where: { id: actor.sessionId },
      data: { appointmentId: appointment.id, delegationId },
      select: { id: true },
    });
    await recordAudit(
      tx,
      actor,
      accountEvent("session.switched", actor.accountId, {
        role: delegationId ? "delegate" : appointment.role,
        ...(delegationId ? { delegation: delegationId } : {}),
      }),
    );
  });
}

async function delegationHeld(
  tx: Tx,
  { role, organisationId }: { role: string; organisationId: string },
  delegationId: string,
): Promise<boolean> {
  if (!DELEGATE_ROLES.includes(role)) return false;
  const rows = await tx.$queryRaw<
    { id: string }[]
  >`SELECT id FROM delegations WHERE id = ${delegationId}::uuid
    AND grantee_id = ${organisationId}::uuid AND revoked_at IS NULL AND starts_at <= business_now() AND business_now() < ends_at`;
  return rows.length === 1;
}
