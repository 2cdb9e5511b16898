import { type Actor, authorise, can } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { reading } from "@/lib/platform/db";
import { accessTeacher } from "../access";
import { isRequired, progressOf } from "../rules";
import { isRecordField, isSealed, RECORD_FIELDS, type RecordField, type TeacherRecordView } from "../schema";
import { type LoadedRecord, loadRecords, masked, toText } from "../store";

/** One record in scope, the sealed fields masked, with what it lacks and where each field came from. */
export async function getTeacherRecord(actor: Actor, teacherId: string): Promise<TeacherRecordView> {
  const [record] = await reading(actor, async (tx) => {
    const { id } = await accessTeacher(tx, actor, "teacher.read", teacherId);
    return loadRecords(tx, [id], "record and sources");
  });
  if (!record) throw new NotFound("teacher");
  return toView(actor, record);
}

/** The actor's own record. Throws Forbidden where the role has none, NotFound for other people's roles. */
export async function getOwnRecord(actor: Actor): Promise<TeacherRecordView> {
  authorise(actor, "teacher.read");
  if (!actor.teacherId) throw new NotFound("teacher");
  return getTeacherRecord(actor, actor.teacherId);
}

function toView(actor: Actor, loaded: LoadedRecord): TeacherRecordView {
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
    schoolNameEn: loaded.schoolNameEn,
    version: loaded.version,
    demonstration: loaded.demonstration,
    values,
    problems,
    progress: progressOf(facts, rules, problems),
    required: rules.filter((rule) => isRequired(facts, rule)).map((rule) => rule.field),
    sources: Object.fromEntries(
      loaded.sources
        .filter(({ field }) => isRecordField(field))
        .map(({ field, at, ...source }) => [field, { ...source, at: new Date(at) }]),
    ),
    majorName: facts.major.name,
    majorSuggestions: facts.suggestions,
    pastTrainings: loaded.pastTrainings,
    may: {
      update: can(actor, "teacher.update"),
      activate: can(actor, "teacher.activate"),
      reveal: can(actor, "teacher.view-id-number"),
      release: can(actor, "teacher.release"),
    },
  };
}
