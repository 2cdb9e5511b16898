import type { AuditEventInput } from "@/lib/audit/schema";
import type { RecordField } from "./schema";

export const TEACHER_AUDIT_KINDS = [
  "teacher.created",
  "teachers.imported",
  "teacher.updated",
  "teacher.contact-confirmed",
  "teacher.field-revealed",
] as const;

type Kind = (typeof TEACHER_AUDIT_KINDS)[number];

/** Names the fields, never their contents: the trail outlives the record. */
export function teacherEvent(
  kind: Exclude<Kind, "teachers.imported">,
  teacherId: string,
  payload: { fields: RecordField[]; problems: number } | { field: RecordField; purpose: string },
): AuditEventInput {
  return { kind, subject: { kind: "teacher", id: teacherId }, payload };
}

export function teachersImported(
  schoolId: string,
  payload: { count: number; incomplete: number; source: string },
): AuditEventInput {
  return { kind: "teachers.imported", subject: { kind: "organisation", id: schoolId }, payload };
}
