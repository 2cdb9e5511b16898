import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { waitingEvent } from "../audit";
import type { LeaveWaitingInput } from "../schema";
import { accessOwnStand, lockPlaces } from "../waiting-store";

/** The teacher leaves the line, or lets an offer go: the place is offered to the next. Coming again means the end of the line. */
export async function leaveWaiting(actor: Actor, input: LeaveWaitingInput): Promise<{ entryId: string }> {
  return transaction(actor, async (tx) => {
    authorise(actor, "waiting.leave");
    const { classId, classCode } = await accessOwnStand(tx, actor, input.entryId);
    const { now } = await lockPlaces(tx, classId);
    const [left] = await tx.$queryRaw<{ offered: boolean }[]>`
      UPDATE waiting_entries SET state = 'left', ended_at = ${now} WHERE id = ${input.entryId}::uuid AND state IN ('waiting', 'offered')
      RETURNING offered_at IS NOT NULL AS offered`;
    if (!left) return fail("enrolments.waiting-over");
    await tx.$executeRaw`UPDATE open_places SET used = used - ${left.offered ? 1 : 0}::int, waiting = waiting - ${left.offered ? 0 : 1}::int
      WHERE class_id = ${classId}::uuid`;
    await recordAudit(
      tx,
      actor,
      waitingEvent("waiting.left", input.entryId, { class: classCode, offered: left.offered }),
    );
    return { entryId: input.entryId };
  });
}
