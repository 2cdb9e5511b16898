import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { NotFound } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { accountEvent } from "../audit";

/** Ends one session of the own account; whoever uses it is nobody at the next request. */
export function endOwnSession(actor: Actor, input: { sessionId: string }): Promise<void> {
  return transaction(actor, async (tx) => {
    authorise(actor, "account.secure");
    const { accountId } = actor;
    const ended = await tx.session.deleteMany({ where: { id: input.sessionId, accountId } });
    if (ended.count !== 1) throw new NotFound("session");
    await recordAudit(tx, actor, accountEvent("session.ended", accountId));
  });
}
