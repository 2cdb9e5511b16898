import type { AuditFilter } from "@/lib/audit/schema";

/** The page that shows what a filter asks for. */
export function auditAddress(filter: AuditFilter, path = "/audit"): string {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}
