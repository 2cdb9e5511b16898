/** Lets go of files that no registration came to use; idempotent, to be run daily. Its handler takes no payload. */
export const DROP_UNUSED_EVIDENCE_JOB = "enrolments:drop-unused-evidence";
/** Lets the moves of teachers take effect whose day has come; idempotent, to be run every minute. Its handler takes no payload. */
export const COMPLETE_MOVES_JOB = "enrolments:complete-moves";
