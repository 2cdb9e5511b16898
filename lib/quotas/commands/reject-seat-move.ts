import { type Actor, authorise, can } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { moveEvent } from "../audit";
import { holdMove, tellAboutMove } from "../move-store";
import type { AnsweredSeatMove, AnswerSeatMoveInput } from "../schema";

/** The province that was asked says no, or the ministry does; the one who began withdraws instead. */
export function rejectSeatMove(actor: Actor, input: AnswerSeatMoveInput): Promise<AnsweredSeatMove> {
  return transaction(actor, async (tx) => {
    authorise(actor, "move.reject");
    const { move } = await holdMove(tx, actor, input, "reject");
    if (move.proposedById === actor.organisationId) fail("quotas.move-for-the-other");
    const said = can(actor, "move.approve") ? { decision: input.reason } : { answer: input.reason };
    await tx.seatMove.update({
      where: { id: move.id },
      data: { state: "refused", ...said, endedAt: await businessNow(tx), version: { increment: 1 } },
      select: { id: true },
    });
    await recordAudit(
      tx,
      actor,
      moveEvent("move.rejected", move.id, { code: move.code, seats: move.seats, reason: input.reason }),
    );
    const sides = [move.fromId, move.toId].filter((id) => id !== actor.organisationId);
    await tellAboutMove(tx, move, "move-refused", sides);
    return { seats: move.seats };
  });
}
