import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { chinaDay, dateColumn } from "@/lib/kernel/dates";
import { newId } from "@/lib/kernel/id";
import { failOn, NotFound } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { accessTeacher } from "../access";
import { teacherMoveEvent } from "../audit";
import { tellAboutMove } from "../move-store";
import type { SubmittedTeacherMove } from "../move-views";
import { checkMove } from "../rules";
import type { SubmitTeacherMoveInput } from "../schema";
import { loadRecords, masked } from "../store";

/**
 * The school lets a teacher go to another one, from a day on. Nothing changes before that school agrees; it reads the name, the masked
 * number and the reason, and nothing else of the record. Problems: teachers.move-same-school, .move-day-past, .move-day-too-far,
 * .move-open-already.
 */
export function submitTeacherMove(
  actor: Actor,
  input: SubmitTeacherMoveInput,
): Promise<SubmittedTeacherMove> {
  return transaction(actor, async (tx) => {
    const { id: teacherId, schoolId: fromId } = await accessTeacher(
      tx,
      actor,
      "teacher.release",
      input.teacherId,
    );
    const to = await tx.organisation.findFirst({
      where: { id: input.schoolId, kind: "school" },
      select: { id: true, name: true, nameEn: true },
    });
    if (!to) throw new NotFound("school");
    return once(tx, actor, "teacher.release", input.key, input, async () => {
      const now = await businessNow(tx);
      const { effectiveOn, reason } = input;
      failOn(checkMove({ today: chinaDay(now), effectiveOn, fromId, toId: to.id }));
      const [record] = await loadRecords(tx, [teacherId]);
      if (!record) throw new NotFound("teacher");
      const moveId = newId();
      await tx.teacherMove.create({
        data: {
          id: moveId,
          teacherId,
          fromId,
          toId: to.id,
          state: "released",
          effectiveOn: dateColumn(effectiveOn),
          teacherName: String(record.facts.record.name),
          maskedIdNumber: masked("idNumber", record.texts.idNumber),
          reason,
          releasedByName: actor.name,
        },
        select: { id: true },
      });
      await recordAudit(
        tx,
        actor,
        teacherMoveEvent("teacher-move.submitted", moveId, {
          teacher: teacherId,
          from: fromId,
          to: to.id,
          effectiveOn,
        }),
      );
      await tellAboutMove(
        tx,
        {
          teacherId,
          effectiveOn: dateColumn(effectiveOn),
          fromName: record.schoolName,
          fromNameEn: record.schoolNameEn,
          toName: to.name,
          toNameEn: to.nameEn,
        },
        { kind: "teacher-move-asked", to: to.id, own: "own-move-begun" },
      );
      return { moveId };
    });
  });
}
