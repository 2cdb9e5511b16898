import { type Actor, authorise, can } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { db, type Reader } from "@/lib/platform/db";
import { accessTeacher } from "../access";
import { isRequired, progressOf } from "../rules";
import { isRecordField, isSealed, RECORD_FIELDS, type RecordField, type TeacherRecordView } from "../schema";
import { type LoadedRecord, loadRecords, masked, toText } from "../store";

/** One record in scope, the sealed fields masked, with what it lacks and where each field came from. */
export async function getTeacherRecord(
  actor: Actor,
  teacherId: string,
  reader: Reader = db(),
): Promise<TeacherRecordView> {
  const { id } = await accessTeacher(reader, actor, "teacher.read", teacherId);
  const [[record], sources] = await Promise.all([
    loadRecords(reader, [id]),
    reader.teacherFieldSource.findMany({
      where: { teacherId: id },
      select: { field: true, source: true, authorName: true, at: true },
    }),
  ]);
  if (!record) throw new NotFound("teacher");
  return toView(actor, record, sources);
}

/** The actor's own record. Throws Forbidden where the role has none, NotFound for other people's roles. */
export async function getOwnRecord(actor: Actor): Promise<TeacherRecordView> {
  authorise(actor, "teacher.read");
  if (!actor.teacherId) throw new NotFound("teacher");
  return getTeacherRecord(actor, actor.teacherId);
}

type Source = { field: string; source: string; authorName: string; at: Date };

function toView(actor: Actor, loaded: LoadedRecord, sources: Source[]): TeacherRecordView {
  const { facts, texts, rules, problems } = loaded;
  const values = Object.fromEntries(
    RECORD_FIELDS.map((field) => [
      field,
      isSealed(field) ? (masked(field, texts[field]) ?? "") : toText(facts.record[field]),
    ]),
  ) as Record<RecordField, string>;
  return {
    id: loaded.id,
    schoolId: loaded.schoolId,
    schoolName: loaded.schoolName,
    version: loaded.version,
    demonstration: loaded.demonstration,
    values,
    problems,
    progress: progressOf(facts, rules, problems),
    required: rules.filter((rule) => isRequired(facts, rule)).map((rule) => rule.field),
    sources: Object.fromEntries(
      sources.filter(({ field }) => isRecordField(field)).map(({ field, ...source }) => [field, source]),
    ),
    majorName: facts.major.name,
    majorSuggestions: facts.suggestions,
    pastTrainings: loaded.pastTrainings,
    may: {
      update: can(actor, "teacher.update"),
      confirmContact: can(actor, "teacher.confirm-contact"),
      reveal: can(actor, "teacher.view-id-number"),
    },
  };
}
