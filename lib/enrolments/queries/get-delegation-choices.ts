import { type Actor, authorise } from "@/lib/access";
import { Prisma, read } from "@/lib/platform/db";
import type { DelegationChoices } from "../delegation-views";
import { toSubProjectShort } from "../store";

type Body = DelegationChoices["bodies"][number];
type Row = {
  id: string;
  code: string;
  shortName: string;
  shortNameEn: string;
  waiting: number;
  conflict: boolean;
};

/** Whom a province can delegate to, and what; for a body that is chosen already, which sub-projects it could not review. */
export async function getDelegationChoices(
  actor: Actor,
  year: number,
  granteeId: string | null,
): Promise<DelegationChoices> {
  authorise(actor, "delegation.grant");
  const own = actor.organisationId;
  const [bodies, subProjects] = await Promise.all([
    read<Body>(
      actor,
      Prisma.sql`SELECT id, kind, code, name, name_en AS "nameEn" FROM organisations o
      WHERE kind = 'institution' OR (kind = 'city' AND province_id = ${own}::uuid) ORDER BY kind, code, id`,
    ),
    read<Row>(
      actor,
      Prisma.sql`
      SELECT s.id, s.code, s.short_name AS "shortName", s.short_name_en AS "shortNameEn",
        (SELECT count(*) FROM enrolments e WHERE e.sub_project_id = s.id AND e.province_id = ${own}::uuid AND e.state = 'confirmed') AS waiting,
        EXISTS (SELECT 1 FROM designations x WHERE x.sub_project_id = s.id AND x.institution_id = ${granteeId}::uuid) AS conflict
      FROM sub_projects s WHERE s.year = ${year} ORDER BY s.position`,
    ),
  ]);
  return {
    bodies,
    subProjects: subProjects.map(({ waiting, conflict, ...row }) => ({
      ...toSubProjectShort(row),
      waiting,
      conflict,
    })),
  };
}
