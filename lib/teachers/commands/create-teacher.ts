import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { failOn, problem } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { codeSets } from "@/lib/reference";
import { teacherEvent } from "../audit";
import { type CreateTeacherInput, type FieldTexts, RECORD_FIELDS } from "../schema";
import { idNumbersTaken, noteSources, recheck, toColumns, unknownCodes, withoutSealed } from "../store";

export type CreatedTeacher = { teacherId: string; problems: number };

/** A school adds one of its teachers; the record may be incomplete and then says what it lacks. */
export function createTeacher(actor: Actor, input: CreateTeacherInput): Promise<CreatedTeacher> {
  return transaction(actor, (tx) => {
    authorise(actor, "teacher.create");
    const { key, ...request } = input;
    return once(tx, actor, "teachers.create", key, withoutSealed(request), async () => {
      const typed: FieldTexts = request;
      const problems = unknownCodes(typed, await codeSets(tx));
      const taken = typed.idNumber ? await idNumbersTaken(tx, [typed.idNumber]) : new Set();
      if (taken.size > 0) problems.push(problem("teachers.id-number-taken", {}, { field: "idNumber" }));
      failOn(problems);
      const teacherId = newId();
      await tx.teacher.create({
        data: {
          id: teacherId,
          schoolId: actor.organisationId,
          name: input.name,
          ...toColumns(teacherId, typed),
        },
        select: { id: true },
      });
      const fields = RECORD_FIELDS.filter((field) => typed[field]);
      await noteSources(tx, [{ teacherId, fields }], "school", actor.name);
      const [record] = await recheck(tx, [teacherId]);
      const found = record?.problems.length ?? 0;
      await recordAudit(tx, actor, teacherEvent("teacher.created", teacherId, { fields, problems: found }));
      return { teacherId, problems: found };
    });
  });
}
