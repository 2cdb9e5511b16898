import { completeTeacherMoves, decideMoved, previewMove } from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import { confirmTeacherMove, submitTeacherMove } from "@/lib/teachers";
import { type AccessCases, first, type Side, teacherAt } from "./shape";

/** On each side the teacher of a registration that waits for the province goes to the province's second school. */
async function movedOnBothSides(sides: [Side, Side]): Promise<void> {
  for (const side of sides) {
    const { teacherId } = await confirmedOn(side);
    const [home, other] = side.province.schools;
    const { moveId } = await submitTeacherMove(home.actor, {
      teacherId,
      schoolId: other.id,
      effectiveOn: "2022-05-15",
      reason: "演示调动",
      key: newId(),
    });
    await confirmTeacherMove(other.actor, { moveId, version: 1, staffNumber: "演示7001" });
  }
  await completeTeacherMoves();
}

function confirmedOn(side: Side) {
  return db().enrolment.findUniqueOrThrow({
    where: { id: first(side.school.enrolments.confirmed) },
    select: { id: true, teacherId: true, version: true },
  });
}

export const moveCases: AccessCases = {
  decideMoved: {
    kind: "command",
    permission: "enrolment.decide-move",
    prepare: movedOnBothSides,
    run: async (actor, side) => {
      const { id, version } = await confirmedOn(side);
      return decideMoved(actor, { enrolmentId: id, version, decision: "keep", reasonText: "演示保留" });
    },
  },
  previewMove: {
    kind: "query",
    permission: "teacher.release",
    run: (actor, side) => previewMove(actor, teacherAt(side, 0).id),
  },
};
