import "server-only";

export { formClass } from "./commands/form-class";
export { issueOpeningNotice } from "./commands/issue-opening-notice";
export { prepareOpeningNotice } from "./commands/prepare-opening-notice";
export { updateClass } from "./commands/update-class";
export { findOpeningNotice, loadIssuedNotice } from "./queries/find-opening-notice";
export { getClass } from "./queries/get-class";
export { listClasses } from "./queries/list-classes";
export { listDeliveries } from "./queries/list-deliveries";
export { listFormableDesignations } from "./queries/list-formable-designations";
export { loadClasses } from "./store";
