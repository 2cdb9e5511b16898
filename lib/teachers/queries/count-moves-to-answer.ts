import { type Actor, authorise } from "@/lib/access";
import { Prisma, read } from "@/lib/platform/db";

/** How many teachers wait for the own school to take them in. */
export async function countMovesToAnswer(actor: Actor): Promise<number> {
  authorise(actor, "teacher.take-in");
  const [row] = await read<{ count: number }>(
    actor,
    Prisma.sql`
    SELECT count(*)::int AS count FROM teacher_moves WHERE to_id = ${actor.organisationId}::uuid AND state = 'released'`,
  );
  return row?.count ?? 0;
}
