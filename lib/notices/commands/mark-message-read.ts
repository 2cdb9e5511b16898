import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { NotFound } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { messagesOf } from "../access";
import { messageRead } from "../audit";
import type { MarkMessageReadInput } from "../schema";

/** The first reading counts, for all officers of the body; a second one changes nothing. */
export function markMessageRead(actor: Actor, input: MarkMessageReadInput): Promise<{ href: string | null }> {
  return transaction(actor, async (tx) => {
    const message = await tx.inboxMessage.findFirst({
      where: { AND: [{ id: input.id }, messagesOf(actor)] },
      select: { id: true, kind: true, href: true },
    });
    if (!message) throw new NotFound("message");
    const { count } = await tx.inboxMessage.updateMany({
      where: { id: message.id, readAt: null },
      data: { readAt: await businessNow(tx) },
    });
    if (count > 0) await recordAudit(tx, actor, messageRead(message));
    return { href: message.href };
  });
}
