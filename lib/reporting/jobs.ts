/** Reads the overviews of large years anew; idempotent, to be run every five minutes. Its handler takes no payload. */
export const REFRESH_OVERVIEWS_JOB = "reporting:refresh-overviews";
