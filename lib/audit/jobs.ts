/** Puts what was recorded since under a seal; to be run every minute. Its handler takes no payload. */
export const SEAL_TRAIL_JOB = "audit:seal-trail";
/** Computes the whole chain again; to be run every night. Its handler takes no payload. */
export const VERIFY_TRAIL_JOB = "audit:verify-trail";
