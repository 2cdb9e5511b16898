import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/outbox";
import { teacherMoveEvent } from "../audit";
import { TEACHER_MOVE_ACCEPTED } from "../jobs";
import { holdMove, tellAboutMove } from "../move-store";
import type { AnsweredTeacherMove } from "../move-views";
import type { ConfirmTeacherMoveInput } from "../schema";

/**
 * The new school takes the teacher in and gives the staff number there. The move takes effect on its day, or at once where the day has
 * come: by the worker, because neither school may write what lies with the other. Problems: teachers.staff-number-taken, .move-over.
 */
export function confirmTeacherMove(
  actor: Actor,
  input: ConfirmTeacherMoveInput,
): Promise<AnsweredTeacherMove> {
  return transaction(actor, async (tx) => {
    authorise(actor, "teacher.take-in");
    const move = await holdMove(tx, actor, input, "confirm");
    const { staffNumber } = input;
    const taken = await tx.teacher.findFirst({
      where: { schoolId: actor.organisationId, staffNumber },
      select: { id: true },
    });
    if (taken) fail("teachers.staff-number-taken", {}, { field: "staffNumber" });
    await tx.teacherMove.update({
      where: { id: move.id },
      data: {
        state: "accepted",
        staffNumber,
        answeredByName: actor.name,
        answeredAt: await businessNow(tx),
        version: { increment: 1 },
      },
      select: { id: true },
    });
    const { teacherId: teacher, fromId: from, toId: to } = move;
    await recordAudit(tx, actor, teacherMoveEvent("teacher-move.confirmed", move.id, { teacher, from, to }));
    await tellAboutMove(tx, move, { kind: "teacher-move-accepted", to: from, own: "own-move-accepted" });
    await enqueue(tx, TEACHER_MOVE_ACCEPTED, { moveId: move.id });
    return { moveId: move.id, state: "accepted" };
  });
}
