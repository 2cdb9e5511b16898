import type { AuditEventInput } from "@/lib/audit/schema";
import type { ImportCounts, ImportKind, WindowKey } from "./schema";

export const PROGRAMME_AUDIT_KINDS = [
  "programme.imported",
  "programme.published",
  "designations.imported",
  "window.extended",
  "programme-import.created",
  "programme-import.withdrawn",
] as const;

function aboutYear(
  kind: (typeof PROGRAMME_AUDIT_KINDS)[number],
  year: number,
  payload: AuditEventInput["payload"],
): AuditEventInput {
  return { kind, subject: { kind: "programme-year", id: String(year) }, payload };
}

export function programmeImported(year: number, counts: ImportCounts): AuditEventInput {
  return aboutYear("programme.imported", year, { counts });
}

export function designationsImported(year: number, counts: ImportCounts): AuditEventInput {
  return aboutYear("designations.imported", year, { counts });
}

export function programmePublished(
  year: number,
  figures: { subProjects: number; seats: number },
): AuditEventInput {
  return aboutYear("programme.published", year, figures);
}

export function windowExtended(
  year: number,
  change: { key: WindowKey; from: Date; to: Date; reason: string },
): AuditEventInput {
  return aboutYear("window.extended", year, {
    window: change.key,
    from: change.from.toISOString(),
    to: change.to.toISOString(),
    reason: change.reason,
  });
}

export function importCreated(operation: {
  id: string;
  kind: ImportKind;
  fileHash: string;
  problems: number;
}): AuditEventInput {
  return {
    kind: "programme-import.created",
    subject: { kind: "bulk-operation", id: operation.id },
    payload: { kind: operation.kind, fileHash: operation.fileHash, problems: operation.problems },
  };
}

export function importWithdrawn(operation: { id: string; kind: string }): AuditEventInput {
  return {
    kind: "programme-import.withdrawn",
    subject: { kind: "bulk-operation", id: operation.id },
    payload: { kind: operation.kind },
  };
}
