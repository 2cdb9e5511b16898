/** Removes what nobody holds; idempotent, to be run every hour. Its handler takes no payload. */
export const SWEEP_FILES_JOB = "files:sweep";
