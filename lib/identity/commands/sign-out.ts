import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { transaction } from "@/lib/platform/db";
import { accountEvent } from "../audit";

/** Ends the session at once, in every tab. */
export function signOut(actor: Actor, _input: Record<string, never>): Promise<void> {
  return transaction(actor, async (tx) => {
    if (actor.sessionId)
      await tx.session.deleteMany({ where: { id: actor.sessionId, accountId: actor.accountId } });
    await recordAudit(tx, actor, accountEvent("session.closed", actor.accountId));
  });
}
