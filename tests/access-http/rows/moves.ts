import { completeTeacherMoves } from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { confirmTeacherMove, submitTeacherMove } from "@/lib/teachers";
import { teacherAt } from "../../support/access/shape";
import { type ActionRows, type Cell, found } from "../../support/http/cells";
import type { WorldSchool } from "../../support/world-shape";

const SCHOOL = { school: "body" } as const;

const releaseOf = (teacherId: string, schoolId: string) => ({
  teacherId,
  schoolId,
  effectiveOn: "2022-05-15",
  reason: "演示调动",
  key: newId(),
});

/** The other school of the own province. */
function nextTo({ side: { province, school } }: Cell): WorldSchool {
  return province.schools.find(({ id }) => id !== school.id) ?? province.schools[1];
}

const going = (cell: Cell) =>
  submitTeacherMove(cell.side.school.actor, releaseOf(teacherAt(cell.side, 9).id, nextTo(cell).id));

const coming = (cell: Cell) => {
  const other = nextTo(cell);
  const teacher = teacherAt({ ...cell.side, school: other }, 9);
  return submitTeacherMove(other.actor, releaseOf(teacher.id, cell.side.school.id));
};

/** The teacher of a registration that waits for the province has gone to the province's other school. */
async function gone(cell: Cell): Promise<void> {
  const { enrolmentId } = await cell.enrolment("confirmed");
  const teacherId = await found(cell.pool, "SELECT teacher_id FROM enrolments WHERE id = $1", [enrolmentId]);
  const other = nextTo(cell);
  const { moveId } = await submitTeacherMove(cell.side.school.actor, releaseOf(teacherId, other.id));
  await confirmTeacherMove(other.actor, { moveId, version: 1, staffNumber: "演示7001" });
  await completeTeacherMoves();
}

const lastMove = async ({ pool }: Cell) => ({
  moveId: await found(pool, "SELECT id FROM teacher_moves ORDER BY id DESC"),
  version: "1",
});
const onMove = { who: SCHOOL, over: ["own" as const, "missing" as const], object: "moveId" };

export const moveRows: ActionRows = {
  "teachers/moves#releaseTeacher": {
    who: SCHOOL,
    over: ["own", "neighbour", "foreign", "missing"],
    teacher: 9,
    object: "teacherId",
    form: (cell) => releaseOf(cell.teacher.id, nextTo(cell).id),
  },
  "teachers/moves#takeIn": {
    ...onMove,
    prepare: coming,
    form: async (cell) => ({ ...(await lastMove(cell)), staffNumber: "演示7001" }),
  },
  "teachers/moves#decline": {
    ...onMove,
    prepare: coming,
    form: async (cell) => ({ ...(await lastMove(cell)), answer: "没有编制" }),
  },
  "teachers/moves#takeBack": { ...onMove, prepare: going, form: lastMove },
  "programmes/[year]/enrolments#decideMove": {
    who: { province: "province" },
    over: ["own", "foreign", "missing"],
    object: "enrolmentId",
    prepare: gone,
    form: async ({ enrolment }) => ({
      ...(await enrolment("confirmed")),
      decision: "keep",
      reasonText: "演示保留",
      back: "/programmes/2022/enrolments",
    }),
  },
};
