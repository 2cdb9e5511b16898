import "server-only";

export { addAmendment, loadAmendments } from "./amendment-store";
export { type HeldClass, holdClassForCancellation, settleCancellation } from "./cancellation-store";
export { formClass } from "./commands/form-class";
export { issueOpeningNotice } from "./commands/issue-opening-notice";
export { prepareOpeningNotice } from "./commands/prepare-opening-notice";
export { refuseCancellation } from "./commands/refuse-cancellation";
export { requestCancellation } from "./commands/request-cancellation";
export { updateClass } from "./commands/update-class";
export { findCancellation } from "./queries/find-cancellation";
export { findOpeningNotice, loadIssuedNotice } from "./queries/find-opening-notice";
export { getClass } from "./queries/get-class";
export { listClasses } from "./queries/list-classes";
export { listDeliveries } from "./queries/list-deliveries";
export { listFormableDesignations } from "./queries/list-formable-designations";
export { listMergeChoices } from "./queries/list-merge-choices";
export { loadClasses } from "./store";
