import { type Actor, authorise } from "@/lib/access";
import { Prisma, read } from "@/lib/platform/db";
import type { EntryRow } from "../wish-views";

const MOST = 200;

/** What the own school filled in and its teachers have neither sent nor declined, the longest waiting first; 200 at most. */
export async function listEntries(actor: Actor, params: { year: number }): Promise<EntryRow[]> {
  authorise(actor, "nomination.create");
  return read<EntryRow>(
    actor,
    Prisma.sql`
    SELECT n.id AS "nominationId", n.teacher_id AS "teacherId", t.name, t.staff_number AS "staffNumber",
      jsonb_build_object('id', s.id, 'code', s.code, 'name', s.short_name, 'nameEn', s.short_name_en) AS "subProject",
      n.prepared_by_name AS "preparedByName", n.prepared_at AS "preparedAt",
      n.reminded_on = (business_now() AT TIME ZONE 'Asia/Shanghai')::date AS "remindedToday",
      EXISTS (SELECT 1 FROM appointments p WHERE p.teacher_id = t.id AND p.role = 'teacher' AND p.ends_at IS NULL) AS reachable,
      (SELECT c.code FROM registration_cards c WHERE c.teacher_id = t.id AND c.sub_project_id = s.id AND c.state = 'bound'
        AND c.lapses_at > (SELECT business_now()) LIMIT 1) AS "cardCode",
      (SELECT max(w.closes_at) FROM windows_for(n.year, n.school_id) w
        WHERE w.key = 'registration' OR (w.key = 'supplement' AND business_now() >= w.opens_at)) AS until
    FROM nominations n JOIN teachers t ON t.id = n.teacher_id JOIN sub_projects s ON s.id = n.sub_project_id
    WHERE n.school_id = ${actor.organisationId}::uuid AND n.year = ${params.year}::int AND n.state = 'open'
      AND n.prepared_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM enrolments e WHERE e.teacher_id = n.teacher_id AND e.sub_project_id = n.sub_project_id
        AND e.state NOT IN ('withdrawn', 'replaced', 'rejected'))
    ORDER BY n.prepared_at, n.id LIMIT ${MOST}`,
  );
}
