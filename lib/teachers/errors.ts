import { ID_NUMBER_FAULTS } from "./rules";

/** What a record can lack or contradict; each has its words and names who mends it. */
export const RECORD_PROBLEMS = [
  "teachers.field-missing",
  ...ID_NUMBER_FAULTS.map((fault) => `teachers.id-${fault}` as const),
  "teachers.birth-date-differs",
  "teachers.sex-differs",
  "teachers.mobile-malformed",
  "teachers.email-malformed",
  "teachers.date-in-future",
  "teachers.dates-out-of-order",
  "teachers.work-before-sixteen",
  "teachers.major-unknown",
  "teachers.major-replaced",
  "teachers.major-renumbered",
  "teachers.not-in-service",
] as const;

/** What refuses a write. */
export const TEACHER_PROBLEMS = [
  ...RECORD_PROBLEMS,
  "teachers.name-missing",
  "teachers.text-too-long",
  "teachers.code-unknown",
  "teachers.month-malformed",
  "teachers.day-malformed",
  "teachers.number-malformed",
  "teachers.id-number-taken",
  "teachers.staff-number-taken",
  "teachers.purpose-missing",
  "teachers.nothing-to-reveal",
  "teachers.activation-needs-numbers",
  "teachers.at-another-school",
  "teachers.move-reason-missing",
  "teachers.move-school-missing",
  "teachers.move-number-missing",
  "teachers.move-same-school",
  "teachers.move-day-past",
  "teachers.move-day-too-far",
  "teachers.move-open-already",
  "teachers.move-over",
  "teachers.move-changed-meanwhile",
] as const;
