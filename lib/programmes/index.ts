import "server-only";

export { confirmImport } from "./commands/confirm-import";
export { createImport } from "./commands/create-import";
export { extendWindow } from "./commands/extend-window";
export { grantExtensionIn } from "./commands/grant-extension";
export { importDesignations } from "./commands/import-designations";
export { importProgrammeYear } from "./commands/import-programme-year";
export { publishProgrammeYear } from "./commands/publish-programme-year";
export { withdrawImport } from "./commands/withdraw-import";
export { findCatalogue, getPublicSubProject } from "./queries/get-catalogue";
export { getImport } from "./queries/get-import";
export { getProgrammeYear, listProgrammeYears } from "./queries/get-programme-year";
export { listExtensionBodies } from "./queries/list-extension-bodies";
export { listExtensions } from "./queries/list-extensions";
export { listWindows } from "./queries/list-windows";
export { readQuotaTable } from "./queries/read-quota-table";
export {
  checkCount,
  EXTENSION_BODIES,
  filterCatalogue,
  HEADINGS,
  sameName,
  TableNames,
  windowIsLate,
  windowIsOpen,
  windowProblems,
} from "./rules";
export { loadDesignations, loadSubProject, loadSubProjects, momentOf, ownWindowsOf } from "./store";
