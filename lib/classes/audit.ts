import type { AuditEventInput } from "@/lib/audit/schema";

export const CLASS_AUDIT_KINDS = [
  "class.formed",
  "class.updated",
  "opening-notice.prepared",
  "opening-notice.issued",
  "class.cancellation-requested",
  "class.cancellation-refused",
] as const;

type Plan = { capacity: number; startsOn: string; endsOn: string };

export function classFormed(formed: { id: string; code: string; late: boolean } & Plan): AuditEventInput {
  return event("class.formed", formed.id, plain(formed, { late: formed.late }));
}

export function classUpdated(updated: { id: string; code: string; version: number } & Plan): AuditEventInput {
  return event("class.updated", updated.id, plain(updated, { version: updated.version }));
}

export function openingNoticePrepared(notice: {
  classId: string;
  code: string;
  version: number;
}): AuditEventInput {
  return event("opening-notice.prepared", notice.classId, { code: notice.code, version: notice.version });
}

export function openingNoticeIssued(notice: {
  classId: string;
  code: string;
  documentNumber: string;
  late: boolean;
}): AuditEventInput {
  const { code, documentNumber, late } = notice;
  return event("opening-notice.issued", notice.classId, { code, documentNumber, late });
}

export function cancellationEvent(
  kind: "class.cancellation-requested" | "class.cancellation-refused",
  classId: string,
  payload: { code: string; reasonCode?: string },
): AuditEventInput {
  return event(kind, classId, payload);
}

function plain(
  { code, capacity, startsOn, endsOn }: { code: string } & Plan,
  more: { late?: boolean; version?: number },
) {
  return { code, capacity, startsOn, endsOn, ...more };
}

function event(
  kind: (typeof CLASS_AUDIT_KINDS)[number],
  classId: string,
  payload: AuditEventInput["payload"],
): AuditEventInput {
  return { kind, subject: { kind: "class", id: classId }, payload };
}
