import type { AuditEventInput } from "@/lib/audit/schema";

export const ORGANISATION_AUDIT_KINDS = ["organisation.created"] as const;

export function organisationCreated(organisation: {
  id: string;
  kind: string;
  code: string;
}): AuditEventInput {
  return {
    kind: "organisation.created",
    subject: { kind: "organisation", id: organisation.id },
    payload: { kind: organisation.kind, code: organisation.code },
  };
}
