import { type Actor, authorise } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { Prisma, read, scoped } from "@/lib/platform/db";
import { ownTeacherId } from "../access";
import { LIVE } from "../lifecycle";
import type { OpenClassView } from "../open-views";
import { judgeEligibility } from "../rules";
import { gatherFacts } from "../seat-store";
import { OPEN_PLACE_COLUMNS, type OpenPlaceRow, toOpenPlace } from "./list-open-places";

type Row = OpenPlaceRow & {
  year: number;
  standId: string | null;
  standClassId: string | null;
  standClassCode: string | null;
  enrolmentId: string | null;
};

/** One open class as a teacher looks at it: how full it is, what stands in the way, and whether one waits or is registered already. */
export async function getOpenClass(actor: Actor, classId: string): Promise<OpenClassView> {
  authorise(actor, "enrolment.register");
  const teacherId = ownTeacherId(actor);
  const [row] = await read<Row>(
    actor,
    Prisma.sql`
    SELECT ${OPEN_PLACE_COLUMNS}, s.year, w.id AS "standId", w.class_id AS "standClassId", c.code AS "standClassCode",
      (SELECT e.id FROM enrolments e WHERE e.teacher_id = ${teacherId}::uuid AND e.year = s.year AND e.exclusivity_group = r.exclusivity_group
        AND e.state = ANY (${LIVE})) AS "enrolmentId"
    FROM open_places p JOIN training_classes k ON k.id = p.class_id JOIN organisations o ON o.id = k.institution_id
    JOIN sub_projects s ON s.id = k.sub_project_id JOIN projects r ON r.id = s.project_id
    JOIN programme_years y ON y.year = s.year AND y.state = 'published'
    LEFT JOIN waiting_entries w ON w.teacher_id = ${teacherId}::uuid AND w.year = s.year AND w.exclusivity_group = r.exclusivity_group
      AND w.state IN ('waiting', 'offered')
    LEFT JOIN training_classes c ON c.id = w.class_id
    WHERE p.class_id = ${classId}::uuid`,
  );
  if (!row) throw new NotFound("class");
  const facts = await gatherFacts(scoped(actor), {
    teacherId,
    subProjectId: row.id,
    seat: { route: "open", offered: false },
    step: "submit",
    commitment: null,
    preferences: [classId],
  });
  const lines = judgeEligibility(facts).filter((line) => line.code !== "commitment");
  const { standId, standClassId, standClassCode } = row;
  return {
    ...toOpenPlace(row),
    year: row.year,
    lines,
    eligible: lines.every((line) => line.ok !== false),
    commitmentRequired: facts.subProject.criteria.commitmentRequired,
    stand:
      standId && standClassId && standClassCode
        ? { id: standId, classId: standClassId, classCode: standClassCode }
        : null,
    enrolmentId: row.enrolmentId,
  };
}
