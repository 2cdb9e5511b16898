import { type Actor, authorise } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { Prisma, read } from "@/lib/platform/db";
import { enrolmentsInScopeSql } from "../access";
import type { FilledIn } from "../wish-views";

/** Who typed what of a registration that the school had filled in, as the trail kept it; null for one that the teacher made alone. */
export async function findFilledIn(actor: Actor, enrolmentId: string): Promise<FilledIn | null> {
  authorise(actor, "enrolment.read");
  const [row] = await read<{ filledIn: FilledIn | null }>(
    actor,
    Prisma.sql`
    SELECT a.payload -> 'filledIn' AS "filledIn" FROM enrolments e
    LEFT JOIN audit_events a ON a.subject_kind = 'enrolment' AND a.subject_id = e.id::text AND a.kind = 'enrolment.submitted'
    WHERE e.id = ${enrolmentId}::uuid AND ${enrolmentsInScopeSql(actor, "enrolment.read")}`,
  );
  if (!row) throw new NotFound("enrolment");
  return row.filledIn;
}
