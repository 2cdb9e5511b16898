import type { Statements } from "@/lib/platform/db";
import type { OpenSeats } from "../views";

/** What else a teacher of this school could still register for: sub-projects with free cards. The caller decides who asks. */
export async function openSeats(reader: Statements, schoolId: string, year?: number): Promise<OpenSeats[]> {
  return reader.$queryRaw<OpenSeats[]>`
    SELECT s.id AS "subProjectId", s.code, s.name, s.name_en AS "nameEn", count(*)::int AS free
    FROM registration_cards r JOIN sub_projects s ON s.id = r.sub_project_id
    WHERE r.school_id = ${schoolId}::uuid AND r.state = 'issued' AND r.lapses_at > (SELECT business_now())
      AND (${year ?? null}::int IS NULL OR s.year = ${year ?? null}::int)
    GROUP BY s.id, s.code, s.name, s.name_en ORDER BY s.code, s.id`;
}
