/** Lets go of files that no registration came to use; idempotent, to be run daily. Its handler takes no payload. */
export const DROP_UNUSED_EVIDENCE_JOB = "enrolments:drop-unused-evidence";
