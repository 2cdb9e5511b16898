import { Prisma, type Statements } from "@/lib/platform/db";
import type { ChangedField } from "./views";

/** Fields of the record (`t`) that differ from the snapshot of the enrolment (`e`); of sealed ones the fact alone leaves the database. */
const DIFFERENCES = Prisma.sql`FROM jsonb_each_text(to_jsonb(t)) n
  WHERE e.snapshot ? n.key AND n.key NOT IN ('version', 'school_id', 'id_number_index', 'mobile_index') AND e.snapshot ->> n.key IS DISTINCT FROM n.value`;

/** As a column of a list over `enrolments e` and `teachers t`; looked at only where the record was touched at all. */
export const CHANGES_COLUMN = Prisma.sql`CASE WHEN t.version <> e.teacher_version THEN (SELECT jsonb_agg(jsonb_build_object('key', n.key,
    'before', CASE WHEN n.key LIKE '%\\_sealed' THEN NULL ELSE e.snapshot ->> n.key END,
    'now', CASE WHEN n.key LIKE '%\\_sealed' THEN NULL ELSE n.value END) ORDER BY n.key) ${DIFFERENCES}) END`;

/** As a condition on `enrolments e`. */
export const RECORD_CHANGED = Prisma.sql`EXISTS (SELECT 1 FROM teachers t WHERE t.id = e.teacher_id AND t.version <> e.teacher_version
  AND EXISTS (SELECT 1 ${DIFFERENCES}))`;

/** As a condition on `enrolments e`: the teacher has left the school of the seat, and nobody has said whether the registration stays. */
export const MOVE_UNDECIDED = Prisma.sql`(e.teacher_moved_at IS NOT NULL AND e.move_kept_at IS NULL)`;

export type RawChange = { key: string; before: string | null; now: string | null };

export function toChanges(raw: RawChange[] | null): ChangedField[] {
  return (raw ?? []).map(({ key, before, now }) => ({
    field: key.replace(/_sealed$/, "").replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    before,
    now,
    sealed: key.endsWith("_sealed"),
  }));
}

/** What became of the record of one enrolment after it was submitted. */
export async function loadChanges(on: Statements, enrolmentId: string): Promise<ChangedField[]> {
  const query = Prisma.sql`SELECT ${CHANGES_COLUMN} AS changes FROM enrolments e JOIN teachers t ON t.id = e.teacher_id
    WHERE e.id = ${enrolmentId}::uuid`;
  type Row = { changes: RawChange[] | null };
  const rows = await on.$queryRaw<Row[]>(query);
  return toChanges(rows[0]?.changes ?? null);
}
