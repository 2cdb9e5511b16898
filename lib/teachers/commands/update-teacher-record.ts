import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { failOn, NotFound, problem } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { codeSets } from "@/lib/reference";
import { accessTeacher } from "../access";
import { teacherEvent } from "../audit";
import {
  type FieldTexts,
  isSealed,
  RECORD_FIELDS,
  type UpdatedTeacherRecord,
  type UpdateTeacherRecordInput,
} from "../schema";
import {
  idNumbersTaken,
  type LoadedRecord,
  loadRecords,
  normalised,
  noteSources,
  refuseStale,
  toText,
  unknownCodes,
  withoutSealed,
  writeRecord,
} from "../store";

/**
 * The school mends a record. Only fields whose text differs are written; an empty sealed field means untouched, since its
 * content is not shown. Nothing changed is no version, no event. A record saved by somebody else since refuses the write.
 */
export function updateTeacherRecord(
  actor: Actor,
  input: UpdateTeacherRecordInput,
): Promise<UpdatedTeacherRecord> {
  return transaction(actor, async (tx) => {
    const { id: teacherId } = await accessTeacher(tx, actor, "teacher.update", input.teacherId);
    const { key, base: _, ...request } = input;
    return once(tx, actor, "teachers.update", key, withoutSealed(request), async () => {
      const [record] = await loadRecords(tx, [teacherId]);
      if (!record) throw new NotFound("teacher");
      await refuseStale(tx, record, input.version);
      const typed = changesIn(record, input);
      const changed = RECORD_FIELDS.filter((field) => typed[field] !== undefined);
      if (changed.length === 0)
        return { teacherId, version: record.version, changed: 0, problems: record.problems.length };
      const problems = unknownCodes(typed, await codeSets(tx));
      if (typed.name === "") problems.push(problem("teachers.name-missing", {}, { field: "name" }));
      if (typed.idNumber && (await idNumbersTaken(tx, [typed.idNumber], teacherId)).size > 0)
        problems.push(problem("teachers.id-number-taken", {}, { field: "idNumber" }));
      failOn(problems);
      const saved = await writeRecord(tx, record, typed, changed);
      await noteSources(tx, [{ teacherId, fields: changed }], "school", actor.name);
      await recordAudit(
        tx,
        actor,
        teacherEvent("teacher.updated", teacherId, { fields: changed, problems: saved.problems.length }),
      );
      return { teacherId, version: saved.version, changed: changed.length, problems: saved.problems.length };
    });
  });
}

function changesIn(record: LoadedRecord, input: UpdateTeacherRecordInput): FieldTexts {
  const typed: FieldTexts = {};
  for (const field of RECORD_FIELDS) {
    const text = field === "majorCode" && input.majorSuggestion ? input.majorSuggestion : input[field];
    if (text === undefined) continue;
    if (isSealed(field)) {
      if (text !== "" && normalised(field, text) !== record.texts[field]) typed[field] = text;
    } else if (text !== toText(record.facts.record[field])) typed[field] = text;
  }
  return typed;
}
