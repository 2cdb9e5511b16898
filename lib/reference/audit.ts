import type { AuditEventInput } from "@/lib/audit/schema";

export const REFERENCE_AUDIT_KINDS = ["majors.imported"] as const;

export function majorsImported(catalogueYear: number, rows: number): AuditEventInput {
  return {
    kind: "majors.imported",
    subject: { kind: "catalogue", id: String(catalogueYear) },
    payload: { rows },
  };
}
