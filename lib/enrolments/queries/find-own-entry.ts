import { type Actor, authorise } from "@/lib/access";
import { Prisma, read } from "@/lib/platform/db";
import { ownTeacherId } from "../access";
import type { OwnEntry } from "../wish-views";

/** What the own school filled in for this teacher and a sub-project, while it waits for an answer; null where nothing does. */
export async function findOwnEntry(actor: Actor, subProjectId: string): Promise<OwnEntry | null> {
  authorise(actor, "enrolment.register");
  const [entry] = await read<OwnEntry>(
    actor,
    Prisma.sql`
    SELECT n.id AS "nominationId", n.prepared_by_name AS "preparedByName", n.prepared_at AS "preparedAt", n.commitment, n.preferences
    FROM nominations n WHERE n.teacher_id = ${ownTeacherId(actor)}::uuid AND n.sub_project_id = ${subProjectId}::uuid
      AND n.school_id = ${actor.organisationId}::uuid AND n.state = 'open' AND n.prepared_at IS NOT NULL`,
  );
  return entry ?? null;
}
