import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { failOn } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/outbox";
import { APPOINTMENT_ENDED, holdOffice, setEnd } from "../appointment-store";
import { accountEvent } from "../audit";
import { checkEnding, endOfDay } from "../rules";
import type { EndAppointmentInput } from "../schema";

/**
 * An appointment ends, now or with a day. From that instant nobody acts under it, on any server; the person's other appointments
 * stay. Also the own one. Problems: identity.last-of-body, .last-at-the-top, .end-in-the-past, .teacher-stays, and as of requireStepUp.
 */
export function endAppointment(actor: Actor, input: EndAppointmentInput): Promise<{ endsAt: Date }> {
  return transaction(actor, async (tx) => {
    const scope = authorise(actor, "appointment.end");
    const held = await holdOffice(tx, actor, scope, input.appointmentId);
    const now = new Date();
    const endsAt = endOfDay(input.endsOn, now);
    failOn(checkEnding({ ...held, endsAt }, { acceptLast: input.acceptLast, now }));
    await setEnd(tx, held.id, endsAt);
    await recordAudit(
      tx,
      actor,
      accountEvent("appointment.ended", held.accountId, {
        appointment: held.id,
        role: held.role,
        organisation: held.organisationId,
        endsAt: endsAt.toISOString(),
      }),
    );
    await enqueue(tx, APPOINTMENT_ENDED, { appointmentId: held.id });
    return { endsAt };
  });
}
