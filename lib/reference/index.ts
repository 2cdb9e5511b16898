import "server-only";

export { majorsImported } from "./audit";
export { codeSets, codesByLabel } from "./queries/code-sets";
export { listMajors } from "./queries/list-majors";
export { listRegions } from "./queries/list-regions";
export { readMajors } from "./rules";
