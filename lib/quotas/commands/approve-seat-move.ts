import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { requireStepUp } from "@/lib/identity";
import { failOn } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { accessRootAccount } from "../access";
import { moveEvent } from "../audit";
import { holdMove, tellAboutMove } from "../move-store";
import { checkAllocationWindow, checkLeft } from "../rules";
import type { AnsweredSeatMove, ApproveSeatMoveInput } from "../schema";
import { lockAccounts, openAccounts, postEntries } from "../store";

/**
 * The ministry executes what both provinces agreed on: out of one account and into the other in one transaction, as far as the
 * giving one still has the seats.
 */
export function approveSeatMove(actor: Actor, input: ApproveSeatMoveInput): Promise<AnsweredSeatMove> {
  return transaction(actor, async (tx) => {
    authorise(actor, "move.approve");
    await requireStepUp(tx, actor);
    const { move, windows, now } = await holdMove(tx, actor, input, "approve");
    failOn(checkAllocationWindow(windows, now));
    const root = await accessRootAccount(tx, actor, move.subProjectId, [move.fromId, move.toId]);
    await openAccounts(tx, root, [move.toId]);
    const [giving, getting] = [root.children.get(move.fromId), root.children.get(move.toId)];
    if (!giving || !getting) throw new Error("both sides of an agreed move have accounts by now");
    // What has lapsed below the giving province is its own again before it is counted.
    const { parent: from } = await lockAccounts(tx, giving.id, []);
    failOn(checkLeft(from, move.seats, move.code));
    await tx.seatMove.update({
      where: { id: move.id },
      data: {
        state: "executed",
        decision: input.reason || null,
        endedAt: await businessNow(tx),
        version: { increment: 1 },
      },
      select: { id: true },
    });
    const common = {
      seats: move.seats,
      operationId: move.id,
      ...(input.reason ? { reason: input.reason } : {}),
    };
    await postEntries(tx, actor, [
      { account: from, kind: "move-out", ...common },
      { account: getting, kind: "move-in", ...common },
    ]);
    await recordAudit(
      tx,
      actor,
      moveEvent("move.approved", move.id, {
        code: move.code,
        seats: move.seats,
        from: move.fromId,
        to: move.toId,
        reason: input.reason,
      }),
    );
    await tellAboutMove(tx, move, "move-executed", [move.fromId, move.toId]);
    return { seats: move.seats };
  });
}
