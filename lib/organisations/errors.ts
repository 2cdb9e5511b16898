export const ORGANISATION_PROBLEMS = [
  "organisations.code-missing",
  "organisations.name-missing",
  "organisations.code-taken",
  "organisations.parent-missing",
  "organisations.kind-not-yours",
] as const;
