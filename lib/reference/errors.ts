export const REFERENCE_PROBLEMS = [
  "reference.column-missing",
  "reference.major-code",
  "reference.major-level",
  "reference.major-name",
  "reference.major-twice",
  "reference.no-majors",
] as const;
