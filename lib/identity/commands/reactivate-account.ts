import { type Actor, authorise, organisationsInScope } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, NotFound } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { dormantAmong, liveAppointment, requireStepUp } from "../access";
import { accountEvent } from "../audit";

/**
 * A dormant account may be entered again. The body above does it: a colleague in the same role at the same body cannot, except at the
 * top, where nobody is above. Problems: identity.not-dormant, identity.body-above-reactivates, and as of requireStepUp.
 */
export function reactivateAccount(actor: Actor, input: { accountId: string }): Promise<void> {
  return transaction(actor, async (tx) => {
    const scope = authorise(actor, "account.reactivate");
    const account = await tx.account.findFirst({
      where: {
        id: input.accountId,
        appointments: { some: { organisation: organisationsInScope(actor, scope), ...liveAppointment() } },
      },
      select: {
        id: true,
        appointments: { where: liveAppointment(), select: { role: true, organisationId: true } },
      },
    });
    if (!account) throw new NotFound("account");
    await requireStepUp(tx, actor);
    const isPeer = account.appointments.some(
      (held) => held.role === actor.role && held.organisationId === actor.organisationId,
    );
    if (isPeer && scope !== "all") fail("identity.body-above-reactivates");
    if (!(await dormantAmong([account.id], tx)).has(account.id)) fail("identity.not-dormant");
    await tx.account.update({
      where: { id: account.id },
      data: {
        lastUsedAt: new Date(),
        failedAttempts: 0,
        lockCount: 0,
        lockedUntil: null,
        version: { increment: 1 },
      },
      select: { id: true },
    });
    await recordAudit(tx, actor, accountEvent("account.reactivated", account.id));
  });
}
