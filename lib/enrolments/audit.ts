import type { AuditEventInput } from "@/lib/audit/schema";

export const ENROLMENT_AUDIT_KINDS = [
  "enrolment.submitted",
  "enrolment.resubmitted",
  "enrolment.withdrawn",
  "enrolment.confirmed",
  "enrolment.returned-to-teacher",
  "enrolment.approved",
  "enrolment.returned",
  "enrolment.rejected",
  "enrolment.reviewed-in-bulk",
  "enrolment.review-undone",
  "enrolment.reopened",
  "enrolment.replaced",
  "placement.proposed",
  "placement.accepted",
  "opening-notice.acknowledged",
  "roster.exported",
  "opening-notice.reminded",
] as const;
export type EnrolmentAuditKind = (typeof ENROLMENT_AUDIT_KINDS)[number];

export function enrolmentEvent(
  kind: EnrolmentAuditKind,
  enrolmentId: string,
  payload: AuditEventInput["payload"] = {},
): AuditEventInput {
  return { kind, subject: { kind: "enrolment", id: enrolmentId }, payload };
}

export function bulkEvent(
  kind: "enrolment.reviewed-in-bulk" | "enrolment.review-undone",
  operationId: string,
  payload: AuditEventInput["payload"],
): AuditEventInput {
  return { kind, subject: { kind: "bulk-operation", id: operationId }, payload };
}

export function placementEvent(
  kind: "placement.proposed" | "placement.accepted",
  proposalId: string,
  payload: AuditEventInput["payload"],
): AuditEventInput {
  return { kind, subject: { kind: "placement-proposal", id: proposalId }, payload };
}

/** An act on the people of a class. */
export function classEvent(
  kind: "roster.exported" | "opening-notice.reminded",
  classId: string,
  payload: AuditEventInput["payload"],
): AuditEventInput {
  return { kind, subject: { kind: "class", id: classId }, payload };
}
