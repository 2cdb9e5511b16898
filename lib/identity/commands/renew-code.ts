import { type Actor, authorise, organisationsInScope } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, NotFound } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { liveAppointment, requireStepUp } from "../access";
import { accountEvent } from "../audit";
import { grantableRoles } from "../rules";
import type { CreatedAccount, RenewCodeInput } from "../schema";
import { handOutCode } from "../store";

/**
 * Another one-time code for an officer who never activated the account or forgot its password; those before stop working. Only the
 * body above gives one to somebody who is in use, so that no colleague takes over an account. Problems: identity.role-not-yours,
 * .body-above-renews, .account-disabled, .teacher-stays, .no-mail, and as of requireStepUp.
 */
export function renewCode(actor: Actor, input: RenewCodeInput): Promise<CreatedAccount> {
  return transaction(actor, async (tx) => {
    const scope = authorise(actor, "account.renew-code");
    const account = await tx.account.findFirst({
      where: {
        id: input.accountId,
        appointments: { some: { organisation: organisationsInScope(actor, scope), ...liveAppointment() } },
      },
      select: {
        id: true,
        loginName: true,
        state: true,
        appointments: { where: liveAppointment(), select: { role: true, organisationId: true } },
      },
    });
    if (!account) throw new NotFound("account");
    await requireStepUp(tx, actor);
    const held = account.appointments;
    if (held.some(({ role }) => role === "teacher")) fail("identity.teacher-stays");
    if (!held.every(({ role }) => grantableRoles(actor.role).some((given) => given === role)))
      fail("identity.role-not-yours", { role: held[0]?.role ?? "" });
    if (account.state === "disabled") fail("identity.account-disabled");
    const isPeer = held.some(
      ({ role, organisationId }) => role === actor.role && organisationId === actor.organisationId,
    );
    if (account.state === "active" && isPeer && scope !== "all") fail("identity.body-above-renews");
    if (account.id === actor.accountId) fail("identity.own-account");
    const activationCode = await handOutCode(tx, actor, { accountId: account.id, email: input.email });
    await recordAudit(
      tx,
      actor,
      accountEvent("account.code-renewed", account.id, { byMail: Boolean(input.email) }),
    );
    return { accountId: account.id, loginName: account.loginName, activationCode };
  });
}
