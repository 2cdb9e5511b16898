/** Something that records are judged by has changed: majors, or the rules of a year. */
export const RECORD_RULES_CHANGED = "record-rules.changed";
/** Both schools have agreed that a teacher moves. */
export const TEACHER_MOVE_ACCEPTED = "teacher-move.accepted";
