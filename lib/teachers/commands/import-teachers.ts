import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { failOn, type Problem, problem } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { codeSets } from "@/lib/reference";
import { teachersImported } from "../audit";
import { type FieldTexts, type ImportTeachersInput, RECORD_FIELDS } from "../schema";
import {
  idNumberIndex,
  idNumbersTaken,
  noteSources,
  recheck,
  toColumns,
  unknownCodes,
  withoutSealed,
} from "../store";

export type ImportedTeachers = { teacherIds: string[]; incomplete: number };

/** A school brings in many of its teachers at once, all or none; problems name their row, counted from 1. */
export function importTeachers(actor: Actor, input: ImportTeachersInput): Promise<ImportedTeachers> {
  return transaction(actor, (tx) => {
    authorise(actor, "teacher.create");
    const { key, ...request } = input;
    const kept = { ...request, teachers: request.teachers.map((row) => withoutSealed(row)) };
    return once(tx, actor, "teachers.import", key, kept, async () => {
      const schoolId = actor.organisationId;
      const rows = input.teachers.map(({ pastTrainings, ...typed }) => ({
        id: newId(),
        typed,
        pastTrainings,
      }));
      const sets = await codeSets(tx);
      const numbers = rows.flatMap(({ typed }) => typed.idNumber || []);
      const taken = await idNumbersTaken(tx, numbers);
      failOn(
        rows.flatMap(({ typed }, index) => [
          ...unknownCodes(typed, sets, index + 1),
          ...twice(typed, index + 1, taken),
        ]),
      );
      await tx.teacher.createMany({
        data: rows.map(({ id, typed }) => ({
          id,
          schoolId,
          name: typed.name,
          demonstration: input.demonstration ?? false,
          ...toColumns(id, typed),
        })),
      });
      await tx.pastTraining.createMany({
        data: rows.flatMap(({ id, pastTrainings = [] }) =>
          pastTrainings.map((training) => ({ ...training, id: newId(), teacherId: id })),
        ),
      });
      await noteSources(
        tx,
        rows.map(({ id, typed }) => ({ teacherId: id, fields: filled(typed) })),
        input.source,
        actor.name,
      );
      const teacherIds = rows.map(({ id }) => id);
      const records = await recheck(tx, teacherIds);
      const incomplete = records.filter(({ problems }) => problems.length > 0).length;
      await recordAudit(
        tx,
        actor,
        teachersImported(schoolId, { count: rows.length, incomplete, source: input.source }),
      );
      return { teacherIds, incomplete };
    });
  });
}

function filled(typed: FieldTexts) {
  return RECORD_FIELDS.filter((field) => typed[field]);
}

/** A number that a record holds already, or an earlier row; `seen` grows with the rows. */
function twice(typed: FieldTexts, row: number, seen: Set<string>): Problem[] {
  if (!typed.idNumber) return [];
  const index = idNumberIndex(typed.idNumber);
  if (seen.has(index)) return [problem("teachers.id-number-taken", {}, { field: "idNumber", row })];
  seen.add(index);
  return [];
}
