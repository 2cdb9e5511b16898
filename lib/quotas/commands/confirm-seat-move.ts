import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, failOn } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { moveEvent } from "../audit";
import { holdMove, tellAboutMove } from "../move-store";
import { checkLeft } from "../rules";
import type { AnsweredSeatMove, AnswerSeatMoveInput } from "../schema";
import { lockAccounts } from "../store";

/** The province that was asked consents, with a reason; the ministry executes afterwards. */
export function confirmSeatMove(actor: Actor, input: AnswerSeatMoveInput): Promise<AnsweredSeatMove> {
  return transaction(actor, async (tx) => {
    authorise(actor, "move.confirm");
    const { move } = await holdMove(tx, actor, input, "confirm");
    if (move.proposedById === actor.organisationId) fail("quotas.move-for-the-other");
    const giving = await tx.quotaAccount.findUnique({
      where: {
        subProjectId_organisationId: { subProjectId: move.subProjectId, organisationId: move.fromId },
      },
      select: { id: true },
    });
    if (!giving) fail("quotas.no-seats-here", { code: move.code });
    if (move.fromId === actor.organisationId)
      failOn(checkLeft((await lockAccounts(tx, giving.id, [])).parent, move.seats, move.code));
    await tx.seatMove.update({
      where: { id: move.id },
      data: { state: "agreed", answer: input.reason, version: { increment: 1 } },
      select: { id: true },
    });
    await recordAudit(
      tx,
      actor,
      moveEvent("move.confirmed", move.id, { code: move.code, seats: move.seats, reason: input.reason }),
    );
    const ministry = await tx.organisation.findFirstOrThrow({
      where: { kind: "ministry" },
      select: { id: true },
    });
    await tellAboutMove(tx, move, "move-agreed", [ministry.id, move.proposedById]);
    return { seats: move.seats };
  });
}
