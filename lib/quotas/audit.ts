import type { AuditEventInput } from "@/lib/audit/schema";

export const QUOTA_AUDIT_KINDS = [
  "quota.draft-saved",
  "quota.draft-restored",
  "quota.table-imported",
  "quota.issued",
  "quota.topped-up",
  "quota.handed-down",
  "quota.allocated",
  "quota.table-allocated",
  "quota.handed-back",
  "quota.reserved",
  "seat-route.updated",
  "card.issued",
  "card.bound",
  "card.unbound",
  "card.recalled",
  "card.expired",
  "card.extended",
  "card.sheet-revealed",
  "school.reminded",
  "need.submitted",
  "move.submitted",
  "move.confirmed",
  "move.rejected",
  "move.withdrawn",
  "move.approved",
  "extension.granted",
] as const;
export type QuotaAuditKind = (typeof QUOTA_AUDIT_KINDS)[number];

type Payload = AuditEventInput["payload"];

function about(subject: string) {
  return (kind: QuotaAuditKind, id: string, payload: Payload): AuditEventInput => ({
    kind,
    subject: { kind: subject, id },
    payload,
  });
}

/** Of the regional table as a whole; the id is the year. */
export const tableEvent = about("quota-table");
/** Of one account of the ledger. */
export const accountEvent = about("quota-account");
/** Of a body: a province about schools of its, a school about what it needs. */
export const provinceEvent = about("organisation");
/** Of one request to move seats between provinces. */
export const moveEvent = about("seat-move");
/** Of one card. */
export const cardEvent = about("registration-card");
