import type { AuditEventInput } from "@/lib/audit/schema";

export const REPORTING_AUDIT_KINDS = ["overview.exported", "comparison.exported", "trail.exported"] as const;

type Payload = AuditEventInput["payload"];

/** Of one file that left the system; the id is the number printed in it. */
export function exportEvent(
  kind: (typeof REPORTING_AUDIT_KINDS)[number],
  number: string,
  payload: Payload,
): AuditEventInput {
  return { kind, subject: { kind: "export", id: number }, payload };
}
