import { type Actor, authorise, organisationsInScope } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { fail, NotFound } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/outbox";
import { liveAppointment, requireStepUp } from "../access";
import { accountEvent } from "../audit";
import type { ResetSecondFactorInput } from "../schema";
import { SECOND_FACTOR_RESET } from "../store";

/**
 * Switches off the second factor of somebody who lost it, with its recovery codes, and ends every session. The body above does it,
 * never a colleague, except at the top; the person is told. Problems: identity.own-account, .body-above-resets, .second-factor-off,
 * and as of requireStepUp.
 */
export function resetSecondFactor(actor: Actor, input: ResetSecondFactorInput): Promise<void> {
  return transaction(actor, async (tx) => {
    const scope = authorise(actor, "second-factor.reset");
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
    if (account.id === actor.accountId) fail("identity.own-account");
    const isPeer = account.appointments.some(
      ({ role, organisationId }) => role === actor.role && organisationId === actor.organisationId,
    );
    if (isPeer && scope !== "all") fail("identity.body-above-resets");
    const { count } = await tx.secondFactor.deleteMany({
      where: { accountId: account.id, confirmedAt: { not: null } },
    });
    if (count === 0) fail("identity.second-factor-off-here");
    await tx.recoveryCode.deleteMany({ where: { accountId: account.id } });
    await tx.halfSignIn.deleteMany({ where: { accountId: account.id } });
    await tx.session.deleteMany({ where: { accountId: account.id } });
    await recordAudit(tx, actor, accountEvent("second-factor.reset", account.id, { reason: input.reason }));
    await enqueue(tx, SECOND_FACTOR_RESET, { accountId: account.id, resetId: newId() });
  });
}
