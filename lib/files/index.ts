import "server-only";

export { sweepFiles } from "./commands/sweep-files";
export { SWEEP_FILES_JOB } from "./jobs";
export { discardFile, holdFileIn, openFile, receiveFile, releaseFilesIn } from "./store";
