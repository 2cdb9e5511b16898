import "server-only";

export { recordAudit, SYSTEM } from "./commands/record-audit";
export { recordVerification } from "./commands/record-verification";
export { sealTrail } from "./commands/seal-trail";
export { SEAL_TRAIL_JOB, VERIFY_TRAIL_JOB } from "./jobs";
export { getSealState } from "./queries/get-seal-state";
export { listAuditEvents, searchAuditEvents } from "./queries/search-audit-events";
export { verifyTrail } from "./queries/verify-trail";
