import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { moveEvent } from "../audit";
import { holdMove, tellAboutMove } from "../move-store";
import type { AnsweredSeatMove, WithdrawSeatMoveInput } from "../schema";

/** The one who began takes the request back, as long as nothing has moved. */
export function withdrawSeatMove(actor: Actor, input: WithdrawSeatMoveInput): Promise<AnsweredSeatMove> {
  return transaction(actor, async (tx) => {
    authorise(actor, "move.submit");
    const { move } = await holdMove(tx, actor, input, "withdraw");
    if (move.proposedById !== actor.organisationId) fail("quotas.move-for-the-other");
    await tx.seatMove.update({
      where: { id: move.id },
      data: { state: "withdrawn", endedAt: await businessNow(tx), version: { increment: 1 } },
      select: { id: true },
    });
    await recordAudit(
      tx,
      actor,
      moveEvent("move.withdrawn", move.id, { code: move.code, seats: move.seats }),
    );
    const other = move.fromId === actor.organisationId ? move.toId : move.fromId;
    await tellAboutMove(tx, move, "move-withdrawn", [other]);
    return { seats: move.seats };
  });
}
