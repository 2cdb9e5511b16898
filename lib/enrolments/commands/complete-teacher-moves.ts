import { recordAudit, SYSTEM } from "@/lib/audit";
import { db, transaction } from "@/lib/platform/db";
import { unbindCardsOfIn } from "@/lib/quotas";
import { listDueMoves, takeMoveEffectIn } from "@/lib/teachers";
import { enrolmentEvent } from "../audit";
import { closeNominationsIn, closeStandsIn, settleEnrolmentsIn, tellOfMove } from "../move-store";

/**
 * For the worker: every move of a teacher that both schools have agreed upon and whose day has come takes effect, each in a transaction
 * of its own with everything that follows. Doing it again changes nothing. Returns how many did.
 */
export async function completeTeacherMoves(): Promise<number> {
  let moves = 0;
  for (const moveId of await listDueMoves(db())) if (await completeMove(moveId)) moves += 1;
  return moves;
}

/** Lock order: the move, the record, registrations by id, places of classes by id, cards. */
async function completeMove(moveId: string): Promise<boolean> {
  return transaction(null, async (tx) => {
    const moved = await takeMoveEffectIn(tx, moveId);
    if (!moved) return false;
    const settled = await settleEnrolmentsIn(tx, moved);
    const stands = await closeStandsIn(tx, moved);
    const proposals = await closeNominationsIn(tx, moved);
    const bound = await unbindCardsOfIn(tx, { teacherId: moved.teacherId, schoolId: moved.toId });
    for (const enrolment of [...settled.withdrawn, ...settled.flagged, ...settled.begun])
      await recordAudit(
        tx,
        SYSTEM,
        enrolmentEvent("enrolment.move-settled", enrolment.id, {
          move: moveId,
          from: enrolment.state,
          ended: settled.withdrawn.includes(enrolment),
          card: enrolment.cardCode,
        }),
      );
    await tellOfMove(tx, moved, settled, { proposals, stands, bound: bound.length });
    return true;
  });
}
