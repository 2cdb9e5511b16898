import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { NotFound } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { liveAppointment } from "../access";
import { accountEvent } from "../audit";

/** The session goes on under another appointment of the same account; never a union of two. */
export function switchAppointment(actor: Actor, input: { appointmentId: string }): Promise<void> {
  return transaction(actor, async (tx) => {
    const appointment = await tx.appointment.findFirst({
      where: {
        id: input.appointmentId,
        accountId: actor.accountId,
        ...liveAppointment(),
      },
      select: { id: true, role: true },
    });
    if (!appointment || !actor.sessionId) throw new NotFound("appointment");
    await tx.session.update({
      where: { id: actor.sessionId },
      data: { appointmentId: appointment.id },
      select: { id: true },
    });
    await recordAudit(
      tx,
      actor,
      accountEvent("session.switched", actor.accountId, { role: appointment.role }),
    );
  });
}
