import type { AuditEventInput } from "@/lib/audit/schema";
import type { RecordField } from "./schema";

export const TEACHER_AUDIT_KINDS = [
  "teacher.created",
  "teachers.imported",
  "teacher.updated",
  "teacher.contact-confirmed",
  "teacher.field-revealed",
  "teacher-move.submitted",
  "teacher-move.confirmed",
  "teacher-move.rejected",
  "teacher-move.withdrawn",
  "teacher.moved",
] as const;

type Kind = (typeof TEACHER_AUDIT_KINDS)[number];

/** Names the fields, never their contents: the trail outlives the record. */
export function teacherEvent(
  kind: Exclude<Kind, "teachers.imported" | "teacher.moved" | `teacher-move.${string}`>,
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

/** The bodies by id: the trail names nobody. */
export function teacherMoveEvent(
  kind: Extract<Kind, `teacher-move.${string}`>,
  moveId: string,
  payload: { teacher: string; from: string; to: string; effectiveOn?: string },
): AuditEventInput {
  return { kind, subject: { kind: "teacher-move", id: moveId }, payload };
}

export function teacherMoved(
  teacherId: string,
  payload: { move: string; from: string; to: string; account: string | null },
): AuditEventInput {
  return { kind: "teacher.moved", subject: { kind: "teacher", id: teacherId }, payload };
}
