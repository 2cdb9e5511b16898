import { NotFound } from "@/lib/kernel/problem";
import type { Statements } from "@/lib/platform/db";
import type { SealedFacts } from "../rules";
import type { PastTrainingFacts, PlainRecord, RecordProblem } from "../schema";
import { loadRecords } from "../store";

export type TeacherRecordFacts = {
  teacherId: string;
  schoolId: string;
  schoolLevel: string;
  version: number;
  /** Sealed fields are left out; what is known about them stands in `sealed`. */
  record: PlainRecord;
  sealed: SealedFacts;
  problems: RecordProblem[];
  pastTrainings: PastTrainingFacts[];
};

/** What a registration is judged on, in one statement. For callers that have checked their actor. Throws NotFound. */
export async function loadRecordFacts(reader: Statements, teacherId: string): Promise<TeacherRecordFacts> {
  const [facts] = await listRecordFacts(reader, [teacherId]);
  if (!facts) throw new NotFound("teacher");
  return facts;
}

/** The same for many, still one statement; unknown ids are left out. */
export async function listRecordFacts(
  reader: Statements,
  teacherIds: string[],
): Promise<TeacherRecordFacts[]> {
  const records = await loadRecords(reader, teacherIds);
  return records.map((record) => ({
    teacherId: record.id,
    schoolId: record.schoolId,
    schoolLevel: record.schoolLevel,
    version: record.version,
    record: record.facts.record,
    sealed: record.facts.sealed,
    problems: record.problems,
    pastTrainings: record.pastTrainings,
  }));
}
