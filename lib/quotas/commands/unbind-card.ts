import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { accessOwnCard } from "../access";
import { cardEvent } from "../audit";
import type { UnbindCardInput } from "../schema";
import type { BoundCard } from "./bind-card";

/** Frees a card of its teacher, who has not registered with it. */
export function unbindCard(actor: Actor, input: UnbindCardInput): Promise<BoundCard> {
  return transaction(actor, async (tx) => {
    const card = await accessOwnCard(tx, actor, input.cardId);
    if (card.state === "lapsed") fail("quotas.card-lapsed", { code: card.code });
    if (card.state === "used") fail("quotas.card-used", { code: card.code });
    if (card.state !== "bound") fail("quotas.card-not-bound", { code: card.code });
    const changed = await tx.registrationCard.updateMany({
      where: { id: card.id, state: "bound", version: input.version },
      data: { state: "issued", teacherId: null, version: { increment: 1 } },
    });
    if (changed.count === 0) fail("quotas.card-changed-meanwhile");
    await recordAudit(
      tx,
      actor,
      cardEvent("card.unbound", card.id, { card: card.code, teacher: card.teacherId }),
    );
    return { cardId: card.id, version: input.version + 1 };
  });
}
