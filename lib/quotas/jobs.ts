/** Posts what has lapsed all over the country; idempotent, to be run every few minutes. Its handler takes no payload. */
export const EXPIRE_CARDS_JOB = "quotas:expire-cards";
