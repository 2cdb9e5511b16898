import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { transaction } from "@/lib/platform/db";
import { accountEvent } from "../audit";

/** Ends every session of the own account but this one, and every sign-in that waits for its code. */
export function endOtherSessions(actor: Actor, _input: Record<string, never>): Promise<void> {
  return transaction(actor, async (tx) => {
    authorise(actor, "account.secure");
    const { accountId, sessionId } = actor;
    const others = sessionId ? { accountId, id: { not: sessionId } } : { accountId };
    const ended = await tx.session.deleteMany({ where: others });
    await tx.halfSignIn.deleteMany({ where: { accountId } });
    await recordAudit(tx, actor, accountEvent("session.others-ended", accountId, { sessions: ended.count }));
  });
}
