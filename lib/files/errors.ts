export const FILE_PROBLEMS = [
  "files.missing",
  "files.too-large",
  "files.kind-unknown",
  "files.kind-differs",
  "files.unreadable",
  "files.no-space",
] as const;
