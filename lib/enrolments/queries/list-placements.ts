import { type Actor, authorise } from "@/lib/access";
import { Prisma, read } from "@/lib/platform/db";
import type { SubProjectShort } from "../views";

export type PlacementOverviewRow = {
  subProject: SubProjectShort;
  approved: number;
  placed: number;
  capacity: number;
  proposed: boolean;
};

type Row = {
  id: string;
  code: string;
  name: string;
  nameEn: string;
  approved: number;
  placed: number;
  capacity: number;
  proposed: boolean;
};

/** Every sub-project of a year with how far its placement has come; one statement. */
export async function listPlacements(actor: Actor, year: number): Promise<PlacementOverviewRow[]> {
  authorise(actor, "placement.propose");
  const rows = await read<Row>(
    actor,
    Prisma.sql`
    SELECT s.id, s.code, s.short_name AS name, s.short_name_en AS "nameEn",
      COALESCE(e.approved, 0)::int AS approved, COALESCE(e.placed, 0)::int AS placed,
      COALESCE((SELECT sum(k.capacity) FROM training_classes k WHERE k.sub_project_id = s.id AND k.state <> 'cancelled'), 0)::int AS capacity,
      EXISTS (SELECT 1 FROM placement_proposals p WHERE p.sub_project_id = s.id AND p.state = 'proposed') AS proposed
    FROM sub_projects s LEFT JOIN (
      SELECT sub_project_id, count(*) FILTER (WHERE state = 'approved') AS approved,
        count(*) FILTER (WHERE state IN ('placed', 'completed')) AS placed
      FROM enrolments WHERE year = ${year}::int GROUP BY sub_project_id) e ON e.sub_project_id = s.id
    WHERE s.year = ${year}::int ORDER BY s.position, s.id`,
  );
  return rows.map(({ id, code, name, nameEn, ...figures }) => ({
    subProject: { id, code, name, nameEn },
    ...figures,
  }));
}
