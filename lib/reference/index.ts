import "server-only";

export { majorsImported, REFERENCE_AUDIT_KINDS } from "./audit";
export { REFERENCE_PROBLEMS } from "./errors";
export { codeSets, codesByLabel } from "./queries/code-sets";
export { listMajors } from "./queries/list-majors";
export { listRegions } from "./queries/list-regions";
export { readMajors } from "./rules";
