import type { Actor } from "@/lib/access";
import { recordAudit, SYSTEM } from "@/lib/audit";
import { fail, NotFound } from "@/lib/kernel/problem";
import { clockState } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { liveAppointment } from "../access";
import { accountEvent } from "../audit";
import type { Browser } from "../schema";
import { openSession } from "../store";

/** One click per role, in a demonstration only: identity.not-a-demonstration elsewhere. */
export function signInAsDemonstration(
  _visitor: Actor | null,
  input: { appointmentId: string } & Browser,
): Promise<{ token: string }> {
  return transaction(null, async (tx) => {
    if (!(await clockState(tx)).demonstration) fail("identity.not-a-demonstration");
    const appointment = await tx.appointment.findFirst({
      where: {
        id: input.appointmentId,
        ...liveAppointment(),
        account: { loginName: { startsWith: "demo-" }, state: "active" },
      },
      select: {
        id: true,
        accountId: true,
        role: true,
        account: { select: { displayName: true } },
        organisation: { select: { name: true } },
      },
    });
    if (!appointment) throw new NotFound("appointment");
    const token = await openSession(tx, appointment, input);
    await recordAudit(
      tx,
      { ...SYSTEM, name: appointment.account.displayName, organisationName: appointment.organisation.name },
      accountEvent("session.opened", appointment.accountId, { role: appointment.role, demonstration: true }),
    );
    return { token };
  });
}
