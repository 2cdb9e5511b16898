import "server-only";

export { confirmOwnContact } from "./commands/confirm-own-contact";
export { createTeacher } from "./commands/create-teacher";
export { handOutActivationCode } from "./commands/hand-out-activation-code";
export { importTeachers } from "./commands/import-teachers";
export { recheckRecords } from "./commands/recheck-records";
export { revealTeacherField } from "./commands/reveal-teacher-field";
export { updateTeacherRecord } from "./commands/update-teacher-record";
export { RECORD_RULES_CHANGED } from "./jobs";
export { getOwnRecord, getTeacherRecord } from "./queries/get-teacher-record";
export { listTeachers, type TeacherList } from "./queries/list-teachers";
export { loadRecordFacts } from "./queries/load-record-facts";
export { idCheckCharacter } from "./rules";
