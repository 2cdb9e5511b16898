import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { teacherMoveEvent } from "../audit";
import { holdMove, tellAboutMove } from "../move-store";
import type { AnsweredTeacherMove } from "../move-views";
import type { WithdrawTeacherMoveInput } from "../schema";

/** The old school takes a release back that nobody has agreed to. Problems: teachers.move-over. */
export function withdrawTeacherMove(
  actor: Actor,
  input: WithdrawTeacherMoveInput,
): Promise<AnsweredTeacherMove> {
  return transaction(actor, async (tx) => {
    authorise(actor, "teacher.release");
    const move = await holdMove(tx, actor, input, "withdraw");
    const now = await businessNow(tx);
    await tx.teacherMove.update({
      where: { id: move.id },
      data: {
        state: "withdrawn",
        endedAt: now,
        version: { increment: 1 },
      },
      select: { id: true },
    });
    const { teacherId: teacher, fromId: from, toId: to } = move;
    await recordAudit(tx, actor, teacherMoveEvent("teacher-move.withdrawn", move.id, { teacher, from, to }));
    await tellAboutMove(tx, move, { kind: "teacher-move-withdrawn", to: to, own: "own-move-over" });
    return { moveId: move.id, state: "withdrawn" };
  });
}
