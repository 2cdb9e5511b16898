import type { AuditEventInput } from "./schema";

export const TRAIL_AUDIT_KINDS = ["trail.verified"] as const;

export function trailVerified(report: { seals: number; rows: number; findings: number }): AuditEventInput {
  const kind: (typeof TRAIL_AUDIT_KINDS)[number] = "trail.verified";
  return { kind, subject: { kind: "trail", id: String(report.seals) }, payload: report };
}
