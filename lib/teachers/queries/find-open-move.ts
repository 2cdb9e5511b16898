import { type Actor, authorise } from "@/lib/access";
import { Prisma, read } from "@/lib/platform/db";
import { MOVE_SIDES, MOVE_TABLES } from "../move-store";
import type { OpenTeacherMove } from "../move-views";

/** The move that is under way of a teacher of the own school, or of oneself; null where there is none. */
export async function findOpenMove(actor: Actor, teacherId: string): Promise<OpenTeacherMove | null> {
  const scope = authorise(actor, "teacher.follow-move");
  const mine =
    scope === "self"
      ? Prisma.sql`m.teacher_id = ${actor.teacherId}::uuid`
      : Prisma.sql`${actor.organisationId}::uuid IN (m.from_id, m.to_id)`;
  const [row] = await read<OpenTeacherMove>(
    actor,
    Prisma.sql`
    SELECT m.id, m.state, m.effective_on AS "effectiveOn", ${MOVE_SIDES} FROM ${MOVE_TABLES}
    WHERE m.teacher_id = ${teacherId}::uuid AND m.state IN ('released', 'accepted') AND ${mine}`,
  );
  return row ?? null;
}
