import { newId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import {
  confirmOwnContact,
  confirmTeacherMove,
  countMovesToAnswer,
  createTeacher,
  findOpenMove,
  getOwnRecord,
  getTeacherRecord,
  handOutActivationCode,
  importTeachers,
  listTeacherMoves,
  listTeachers,
  rejectTeacherMove,
  revealTeacherField,
  submitTeacherMove,
  updateTeacherRecord,
  withdrawTeacherMove,
} from "@/lib/teachers";
import { teacherFilterSchema } from "@/lib/teachers/schema";
import { type AccessCases, first, type Side, teacherAt } from "./shape";

async function versionOf(teacherId: string): Promise<number> {
  const row = await db().teacher.findUniqueOrThrow({ where: { id: teacherId }, select: { version: true } });
  return row.version;
}

/** Teacher 9 is to go from the first school of a side to its second one. */
async function releases(sides: [Side, Side]): Promise<void> {
  for (const side of sides) await submitTeacherMove(side.school.actor, releaseOf(side));
}

/** Teacher 9 of the second school is to come to the first one, whose clerk acts. */
async function arrivals(sides: [Side, Side]): Promise<void> {
  for (const side of sides) {
    const [home, other] = side.province.schools;
    await submitTeacherMove(other.actor, {
      ...releaseOf(side),
      teacherId: first(other.teachers.slice(9)).id,
      schoolId: home.id,
    });
  }
}

const releaseOf = (side: Side) => ({
  teacherId: teacherAt(side, 9).id,
  schoolId: side.province.schools[1].id,
  effectiveOn: "2022-06-01",
  reason: "演示调动",
  key: newId(),
});

async function moveInto(schoolId: string): Promise<{ moveId: string; version: number }> {
  const { id, version } = await db().teacherMove.findFirstOrThrow({
    where: { toId: schoolId, state: "released" },
    select: { id: true, version: true },
  });
  return { moveId: id, version };
}

const OWN_SCHOOL = "a school adds to itself only; no other school can be named";

export const teacherCases: AccessCases = {
  createTeacher: {
    kind: "command",
    permission: "teacher.create",
    run: (actor) => createTeacher(actor, { name: "演示新教师", key: newId() }),
    noForeign: OWN_SCHOOL,
  },
  importTeachers: {
    kind: "command",
    permission: "teacher.create",
    run: (actor) =>
      importTeachers(actor, { teachers: [{ name: "演示新教师" }], source: "school", key: newId() }),
    noForeign: OWN_SCHOOL,
  },
  updateTeacherRecord: {
    kind: "command",
    permission: "teacher.update",
    run: async (actor, side) => {
      const teacherId = teacherAt(side, 9).id;
      return updateTeacherRecord(actor, {
        teacherId,
        version: await versionOf(teacherId),
        name: "演示改名",
        key: newId(),
      });
    },
  },
  confirmOwnContact: {
    kind: "command",
    permission: "teacher.confirm-contact",
    run: async (actor, side) =>
      confirmOwnContact(actor, {
        mobile: "13900001234",
        version: await versionOf(teacherAt(side, 0).id),
        key: newId(),
      }),
    noForeign: "the person is the actor",
  },
  revealTeacherField: {
    kind: "command",
    permission: "teacher.view-id-number",
    run: (actor, side) =>
      revealTeacherField(actor, {
        teacherId: teacherAt(side, 0).id,
        field: "idNumber",
        purpose: "check-record",
      }),
  },
  handOutActivationCode: {
    kind: "command",
    permission: "teacher.activate",
    run: (actor, side) => handOutActivationCode(actor, { teacherId: teacherAt(side, 9).id }),
  },
  submitTeacherMove: {
    kind: "command",
    permission: "teacher.release",
    run: (actor, side) => submitTeacherMove(actor, releaseOf(side)),
  },
  withdrawTeacherMove: {
    kind: "command",
    permission: "teacher.release",
    prepare: releases,
    run: async (actor, side) => withdrawTeacherMove(actor, await moveInto(side.province.schools[1].id)),
  },
  confirmTeacherMove: {
    kind: "command",
    permission: "teacher.take-in",
    prepare: arrivals,
    run: async (actor, side) =>
      confirmTeacherMove(actor, { ...(await moveInto(side.school.id)), staffNumber: "演示7001" }),
  },
  rejectTeacherMove: {
    kind: "command",
    permission: "teacher.take-in",
    prepare: arrivals,
    run: async (actor, side) =>
      rejectTeacherMove(actor, { ...(await moveInto(side.school.id)), answer: "没有编制" }),
  },
  listTeacherMoves: {
    kind: "query",
    permission: "teacher.follow-move",
    prepare: releases,
    teacher: 9,
    run: (actor) => listTeacherMoves(actor, { cursor: "" }),
    shows: (side) => teacherAt(side, 9).id,
  },
  findOpenMove: {
    kind: "query",
    permission: "teacher.follow-move",
    prepare: releases,
    teacher: 9,
    run: async (actor, side) => {
      const found = await findOpenMove(actor, teacherAt(side, 9).id);
      if (!found) throw new NotFound("teacher-move");
      return found;
    },
  },
  countMovesToAnswer: {
    kind: "query",
    permission: "teacher.take-in",
    run: (actor) => countMovesToAnswer(actor),
    noForeign: "a number of the own school",
  },
  getTeacherRecord: {
    kind: "query",
    permission: "teacher.read",
    run: (actor, side) => getTeacherRecord(actor, teacherAt(side, 0).id),
  },
  getOwnRecord: {
    kind: "query",
    permission: "teacher.read",
    only: ["teacher"],
    run: (actor) => getOwnRecord(actor),
    noForeign: "the person is the actor",
  },
  listTeachers: {
    kind: "query",
    permission: "teacher.read",
    run: (actor) => listTeachers(actor, teacherFilterSchema.parse({})),
    shows: (side) => teacherAt(side, 0).id,
  },
};
