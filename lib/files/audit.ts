import type { AuditEventInput } from "@/lib/audit/schema";

export const FILE_AUDIT_KINDS = ["file.swept"] as const;

export function filesSwept(payload: { released: number; orphaned: number }): AuditEventInput {
  return { kind: "file.swept", subject: { kind: "files", id: "all" }, payload };
}
