import type { AuditEventInput } from "@/lib/audit/schema";

export const NOTICE_AUDIT_KINDS = [
  "notice.created",
  "notice.updated",
  "notice.issued",
  "message.read",
  "contact.changed",
  "contact.address-confirmed",
  "contact.code-requested",
] as const;

type Subject = { id: string; documentNumber: string };

export function noticeCreated(notice: Subject): AuditEventInput {
  return event("notice.created", notice);
}

export function noticeUpdated(notice: Subject & { version: number }): AuditEventInput {
  return event("notice.updated", notice, { version: notice.version });
}

export function noticeIssued(
  notice: Subject & { issuedOn: string; publicOn: string; addressees: string[]; recipients: number },
): AuditEventInput {
  const { issuedOn, publicOn, addressees, recipients } = notice;
  return event("notice.issued", notice, { issuedOn, publicOn, addressees, recipients });
}

export function messageRead(message: { id: string; kind: string }): AuditEventInput {
  return {
    kind: "message.read",
    subject: { kind: "message", id: message.id },
    payload: { kind: message.kind },
  };
}

/** The address itself is nobody's business but its owner's. */
export function contactEvent(
  kind: "contact.changed" | "contact.address-confirmed" | "contact.code-requested",
  accountId: string,
  payload: AuditEventInput["payload"] = {},
): AuditEventInput {
  return { kind, subject: { kind: "account", id: accountId }, payload };
}

function event(
  kind: (typeof NOTICE_AUDIT_KINDS)[number],
  notice: Subject,
  payload: AuditEventInput["payload"] = {},
): AuditEventInput {
  return {
    kind,
    subject: { kind: "notice", id: notice.id },
    payload: { documentNumber: notice.documentNumber, ...payload },
  };
}
