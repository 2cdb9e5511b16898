import { type Actor, authorise } from "@/lib/access";
import { db, Prisma, read } from "@/lib/platform/db";
import { accessSubProject } from "../access";
import type { RawFacts } from "../seat-store";
import type { SubProjectShort } from "../views";
import { judgePerson } from "../wish-store";
import type { Candidate } from "../wish-views";

const JUDGED = 300;
const SHOWN = 50;

type Row = { teacherId: string; name: string; staffNumber: string | null; facts: RawFacts | null };

/** Whom the school could propose for a sub-project: people with complete records who meet its conditions, by name. */
export async function listCandidates(
  actor: Actor,
  asked: { subProjectId: string; search: string },
): Promise<{ subProject: SubProjectShort; candidates: Candidate[]; more: boolean }> {
  authorise(actor, "nomination.create");
  const { year: _, ...subProject } = await accessSubProject(db(), asked.subProjectId);
  const rows = await read<Row>(
    actor,
    Prisma.sql`
    SELECT t.id AS "teacherId", t.name, t.staff_number AS "staffNumber",
      registration_facts(t.id, ${subProject.id}::uuid, NULL, NULL) AS facts
    FROM (SELECT id, name, staff_number FROM teachers
      WHERE school_id = ${actor.organisationId}::uuid AND problem_count = 0
        AND (${asked.search} = '' OR strpos(name, ${asked.search}) > 0 OR starts_with(COALESCE(staff_number, ''), ${asked.search}))
        AND NOT EXISTS (SELECT 1 FROM nominations n
          WHERE n.teacher_id = teachers.id AND n.sub_project_id = ${subProject.id}::uuid AND n.state = 'open')
      ORDER BY name, id LIMIT ${JUDGED + 1}::int) t
    ORDER BY t.name, t.id`,
  );
  const fit = rows.slice(0, JUDGED).flatMap(({ facts, ...row }) => {
    const lines = facts ? judgePerson(facts) : [];
    if (!facts || lines.some((line) => line.ok === false)) return [];
    return [{ ...row, judge: lines.some((line) => line.ok === null) }];
  });
  return { subProject, candidates: fit.slice(0, SHOWN), more: rows.length > JUDGED || fit.length > SHOWN };
}
