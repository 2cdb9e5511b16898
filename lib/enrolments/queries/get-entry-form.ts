import { type Actor, authorise } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { db, Prisma, read } from "@/lib/platform/db";
import { accessSubProject } from "../access";
import type { RawFacts } from "../seat-store";
import { listClassesOf } from "../store";
import { judgePerson } from "../wish-store";
import type { EntryForm } from "../wish-views";

type Row = Pick<EntryForm, "name" | "staffNumber" | "entry"> & { facts: RawFacts | null };

/** What the clerk needs to fill in a registration for one teacher of the own school: who it is, what is asked, what stands so far. */
export async function getEntryForm(
  actor: Actor,
  asked: { subProjectId: string; teacherId: string },
): Promise<EntryForm> {
  authorise(actor, "nomination.create");
  const [{ year, ...subProject }, [row], classes] = await Promise.all([
    accessSubProject(db(), asked.subProjectId),
    read<Row>(
      actor,
      Prisma.sql`
      SELECT t.name, t.staff_number AS "staffNumber", registration_facts(t.id, ${asked.subProjectId}::uuid, NULL, NULL) AS facts,
        (SELECT jsonb_build_object('note', n.note, 'commitment', n.commitment, 'preferences', n.preferences) FROM nominations n
          WHERE n.teacher_id = t.id AND n.sub_project_id = ${asked.subProjectId}::uuid AND n.state = 'open') AS entry
      FROM teachers t WHERE t.id = ${asked.teacherId}::uuid AND t.school_id = ${actor.organisationId}::uuid`,
    ),
    listClassesOf(db(), asked.subProjectId),
  ]);
  if (!row?.facts) throw new NotFound("teacher");
  const { facts, name, staffNumber, entry } = row;
  return {
    teacherId: asked.teacherId,
    year,
    subProject,
    name,
    staffNumber,
    entry,
    classes,
    commitmentRequired: facts.subProject.criteria.commitmentRequired,
    seat: facts.bound ? { is: "bound", code: facts.bound.code } : { is: "free", count: facts.free.count },
    unmet: judgePerson(facts).flatMap((line) => (line.ok === false ? [line.code] : [])),
  };
}
