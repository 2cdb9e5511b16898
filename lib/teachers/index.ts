import "server-only";

export { TEACHER_AUDIT_KINDS } from "./audit";
export { type ConfirmedContact, confirmOwnContact } from "./commands/confirm-own-contact";
export { type CreatedTeacher, createTeacher } from "./commands/create-teacher";
export { handOutActivationCode } from "./commands/hand-out-activation-code";
export { type ImportedTeachers, importTeachers } from "./commands/import-teachers";
export { revealTeacherField } from "./commands/reveal-teacher-field";
export { updateTeacherRecord } from "./commands/update-teacher-record";
export { RECORD_PROBLEMS, TEACHER_PROBLEMS } from "./errors";
export { getOwnRecord, getTeacherRecord } from "./queries/get-teacher-record";
export { listTeachers, type TeacherList } from "./queries/list-teachers";
export {
  listRecordFacts,
  loadRecordFacts,
  type RecordStatus,
  recordStatus,
  type TeacherRecordFacts,
} from "./queries/load-record-facts";
export {
  checkRecord,
  type FieldRule,
  idCheckCharacter,
  idNumberFault,
  problemKey,
  type RecordFacts,
  whereToMend,
} from "./rules";
