import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { teacherMoveEvent } from "../audit";
import { holdMove, tellAboutMove } from "../move-store";
import type { AnsweredTeacherMove } from "../move-views";
import type { RejectTeacherMoveInput } from "../schema";

/** The new school does not take the teacher in, and says why; everything stays as it is. Problems: teachers.move-over. */
export function rejectTeacherMove(actor: Actor, input: RejectTeacherMoveInput): Promise<AnsweredTeacherMove> {
  return transaction(actor, async (tx) => {
    authorise(actor, "teacher.take-in");
    const move = await holdMove(tx, actor, input, "reject");
    const now = await businessNow(tx);
    await tx.teacherMove.update({
      where: { id: move.id },
      data: {
        state: "declined",
        answer: input.answer,
        answeredByName: actor.name,
        answeredAt: now,
        endedAt: now,
        version: { increment: 1 },
      },
      select: { id: true },
    });
    const { teacherId: teacher, fromId: from, toId: to } = move;
    await recordAudit(tx, actor, teacherMoveEvent("teacher-move.rejected", move.id, { teacher, from, to }));
    await tellAboutMove(tx, move, { kind: "teacher-move-declined", to: from, own: "own-move-over" });
    return { moveId: move.id, state: "declined" };
  });
}
