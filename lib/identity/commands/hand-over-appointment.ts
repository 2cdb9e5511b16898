import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, failOn } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/outbox";
import { APPOINTMENT_HANDED_OVER, holdOffice, setEnd } from "../appointment-store";
import { accountEvent } from "../audit";
import { checkEnding, dayInChina, endOfDay, grantableRoles } from "../rules";
import type { CreatedAccount, HandOverInput } from "../schema";
import { handOutCode } from "../store";
import { createPendingAccount } from "./create-account";

/**
 * Names the successor, who gets an account of their own, and the last day of the predecessor. What waits for the office belongs to
 * the body and goes on. Not before the end of today, so that whoever hands over the own office still sees the code. At the top the predecessor stays until a colleague can act. Problems: as of createAccount and endAppointment.
 */
export function handOverAppointment(
  actor: Actor,
  input: HandOverInput,
): Promise<CreatedAccount & { endsAt: Date }> {
  return transaction(actor, async (tx) => {
    const scope = authorise(actor, "appointment.hand-over");
    const held = await holdOffice(tx, actor, scope, input.appointmentId);
    const now = new Date();
    const endsAt = endOfDay(input.endsOn || dayInChina(now), now);
    failOn(checkEnding({ ...held, endsAt }, { acceptLast: "true", now }));
    if (!grantableRoles(actor.role).includes(held.role)) fail("identity.role-not-yours", { role: held.role });
    const { role, organisationId } = held;
    const { loginName, displayName } = input;
    const accountId = await createPendingAccount(tx, actor, {
      loginName,
      displayName,
      role,
      organisationId,
      teacherId: null,
      predecessorId: held.id,
    });
    const activationCode = await handOutCode(tx, actor, { accountId, email: input.email });
    await setEnd(tx, held.id, endsAt);
    await recordAudit(
      tx,
      actor,
      accountEvent("appointment.handed-over", held.accountId, {
        appointment: held.id,
        successor: accountId,
        role,
        organisation: organisationId,
        endsAt: endsAt.toISOString(),
      }),
    );
    await enqueue(tx, APPOINTMENT_HANDED_OVER, { appointmentId: held.id });
    return { accountId, loginName, activationCode, endsAt };
  });
}
