import "server-only";

export { recordAudit, SYSTEM } from "./commands/record-audit";
export { searchAuditEvents } from "./queries/search-audit-events";
