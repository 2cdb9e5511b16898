import { type Actor, authorise, organisationsInScope } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, NotFound } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { liveAppointment } from "../access";
import { accountEvent } from "../audit";

/** Ends every session of the account with it. Nobody disables the own account (identity.own-account). */
export function disableAccount(actor: Actor, input: { accountId: string }): Promise<void> {
  return transaction(actor, async (tx) => {
    const scope = authorise(actor, "account.disable");
    const account = await tx.account.findFirst({
      where: {
        id: input.accountId,
        appointments: { some: { organisation: organisationsInScope(actor, scope), ...liveAppointment() } },
      },
      select: { id: true },
    });
    if (!account) throw new NotFound("account");
    if (account.id === actor.accountId) fail("identity.own-account");
    await tx.account.update({
      where: { id: account.id },
      data: { state: "disabled", version: { increment: 1 } },
      select: { id: true },
    });
    await tx.session.deleteMany({ where: { accountId: account.id } });
    await recordAudit(tx, actor, accountEvent("account.disabled", account.id));
  });
}
