import { type Actor, authorise } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { Prisma, read } from "@/lib/platform/db";
import type { MovePreview } from "../move-views";

/** What of a teacher of the own school would end, and what would stay and be decided upon, if the person left now. */
export async function previewMove(actor: Actor, teacherId: string): Promise<MovePreview> {
  authorise(actor, "teacher.release");
  const [row] = await read<MovePreview>(
    actor,
    Prisma.sql`
    SELECT (SELECT count(*)::int FROM enrolments e WHERE e.teacher_id = t.id AND e.state IN ('submitted', 'returned')) AS ends,
      (SELECT count(*)::int FROM enrolments e WHERE e.teacher_id = t.id AND e.state IN ('confirmed', 'approved', 'placed')) AS stays,
      (SELECT count(*)::int FROM nominations n WHERE n.teacher_id = t.id AND n.state = 'open') AS proposals,
      (SELECT count(*)::int FROM waiting_entries w WHERE w.teacher_id = t.id AND w.state IN ('waiting', 'offered')) AS stands,
      (SELECT count(*)::int FROM registration_cards c WHERE c.teacher_id = t.id AND c.state = 'bound') AS bound
    FROM teachers t WHERE t.id = ${teacherId}::uuid AND t.school_id = ${actor.organisationId}::uuid`,
  );
  if (!row) throw new NotFound("teacher");
  return row;
}
