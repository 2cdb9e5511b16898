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
  "placement.moved",
  "placement.accepted",
  "opening-notice.acknowledged",
  "evidence.attached",
  "evidence.removed",
  "evidence.downloaded",
  "evidence.dropped",
  "nomination.created",
  "nomination.prepared",
  "nomination.reminded",
  "nomination.withdrawn",
  "nomination.declined",
  "intent.saved",
  "roster.exported",
  "enrolment.list-exported",
  "arrival.saved",
  "arrival.contact-revealed",
  "objection.made",
  "objection.answered",
  "opening-notice.reminded",
  "class.cancelled",
  "opening-notice.amended",
  "enrolment.rechecked",
  "enrolment.rechecked-in-bulk",
  "waiting.joined",
  "waiting.left",
  "waiting.advanced",
  "enrolment.move-settled",
  "enrolment.move-decided",
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
  kind: "enrolment.reviewed-in-bulk" | "enrolment.review-undone" | "enrolment.rechecked-in-bulk",
  operationId: string,
  payload: AuditEventInput["payload"],
): AuditEventInput {
  return { kind, subject: { kind: "bulk-operation", id: operationId }, payload };
}

export function placementEvent(
  kind: "placement.proposed" | "placement.moved" | "placement.accepted",
  proposalId: string,
  payload: AuditEventInput["payload"],
): AuditEventInput {
  return { kind, subject: { kind: "placement-proposal", id: proposalId }, payload };
}

export function evidenceEvent(
  kind: "evidence.attached" | "evidence.removed" | "evidence.downloaded" | "evidence.dropped",
  evidenceId: string,
  payload: AuditEventInput["payload"],
): AuditEventInput {
  return { kind, subject: { kind: "evidence", id: evidenceId }, payload };
}

export function wishEvent(
  kind: `nomination.${"created" | "prepared" | "reminded" | "withdrawn" | "declined"}` | "intent.saved",
  subjectId: string,
  payload: AuditEventInput["payload"],
): AuditEventInput {
  return {
    kind,
    subject: { kind: kind === "intent.saved" ? "teacher" : "nomination", id: subjectId },
    payload,
  };
}

/** An act on the people of a class. */
export function classEvent(
  kind: "roster.exported" | "opening-notice.reminded" | "class.cancelled" | "opening-notice.amended",
  classId: string,
  payload: AuditEventInput["payload"],
): AuditEventInput {
  return { kind, subject: { kind: "class", id: classId }, payload };
}

export function arrivalEvent(
  kind: "arrival.saved" | "arrival.contact-revealed",
  enrolmentId: string,
): AuditEventInput {
  return { kind, subject: { kind: "enrolment", id: enrolmentId } };
}

export function objectionEvent(
  kind: "objection.made" | "objection.answered",
  enrolmentId: string,
  payload: AuditEventInput["payload"] = {},
): AuditEventInput {
  return { kind, subject: { kind: "enrolment", id: enrolmentId }, payload };
}

/** A list of registrations as it left the platform, by the number that stands on it. */
export function listEvent(number: string, payload: AuditEventInput["payload"]): AuditEventInput {
  return { kind: "enrolment.list-exported", subject: { kind: "export", id: number }, payload };
}

/** Of one person's stand in a line; of a line as it moved on: its class. */
export function waitingEvent(
  kind: "waiting.joined" | "waiting.left" | "waiting.advanced",
  subjectId: string,
  payload: AuditEventInput["payload"],
): AuditEventInput {
  return {
    kind,
    subject: { kind: kind === "waiting.advanced" ? "class" : "waiting-entry", id: subjectId },
    payload,
  };
}
