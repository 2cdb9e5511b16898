export const NOTICE_PROBLEMS = [
  "notices.number-missing",
  "notices.number-form",
  "notices.number-brackets",
  "notices.number-year",
  "notices.title-missing",
  "notices.text-missing",
  "notices.issue-date-missing",
  "notices.issue-date-ahead",
  "notices.public-date-missing",
  "notices.public-before-issue",
  "notices.document-number-taken",
  "notices.already-issued",
] as const;
