import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import {
  confirmOwnContact,
  createTeacher,
  getOwnRecord,
  getTeacherRecord,
  handOutActivationCode,
  importTeachers,
  listTeachers,
  revealTeacherField,
  updateTeacherRecord,
} from "@/lib/teachers";
import { teacherFilterSchema } from "@/lib/teachers/schema";
import { type AccessCases, teacherAt } from "./shape";

async function versionOf(teacherId: string): Promise<number> {
  const row = await db().teacher.findUniqueOrThrow({ where: { id: teacherId }, select: { version: true } });
  return row.version;
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
