import type { Actor } from "@/lib/access";
import { Prisma, type Statements, type Tx } from "@/lib/platform/db";
import type { SubProjectFacts } from "@/lib/programmes/schema";
import type { NeedFacts } from "./rules";
import { fits, levelFits } from "./store";

/**
 * What stands of a school's needs, for changing them. The accounts of its province, and of its city, are held against a splitting that goes on beside,
 * so that a need is never changed after it was answered.
 */
export async function holdNeeds(
  tx: Tx,
  actor: Actor,
  subProjectIds: string[],
): Promise<Map<string, NeedFacts>> {
  await tx.$queryRaw`SELECT 1 FROM quota_accounts a JOIN organisations o ON o.id = a.organisation_id
    WHERE a.sub_project_id = ANY (${subProjectIds}::uuid[]) AND (o.id = ${actor.provinceId}::uuid OR (o.kind = 'city' AND
      o.id = (SELECT parent_id FROM organisations WHERE id = ${actor.organisationId}::uuid)))
    ORDER BY a.sub_project_id, o.kind = 'city' FOR KEY SHARE OF a`;
  const rows = await tx.$queryRaw<({ id: string } & NeedFacts)[]>`
    SELECT s.id, s.code, COALESCE(n.version, 0) AS version, COALESCE(a.granted, 0) AS allocated
    FROM sub_projects s
      LEFT JOIN seat_needs n ON n.sub_project_id = s.id AND n.school_id = ${actor.organisationId}::uuid
      LEFT JOIN quota_accounts a ON a.sub_project_id = s.id AND a.organisation_id = ${actor.organisationId}::uuid
    WHERE s.id = ANY (${subProjectIds}::uuid[])`;
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}

type NeedRow = { subProjectId: string; seats: number; reason: string; version: number };

/** Writes what changed; a row that another one wrote meanwhile is left as it is, and not counted. */
export async function writeNeeds(tx: Tx, actor: Actor, rows: NeedRow[]): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO seat_needs (sub_project_id, school_id, seats, reason, stated_by, version)
    SELECT r.id, ${actor.organisationId}::uuid, r.seats, r.reason, ${actor.name}, r.version + 1
    FROM unnest(${rows.map((row) => row.subProjectId)}::uuid[], ${rows.map((row) => row.seats)}::int[],
      ${rows.map((row) => row.reason)}::text[], ${rows.map((row) => row.version)}::int[]) AS r (id, seats, reason, version)
    ON CONFLICT (sub_project_id, school_id) DO UPDATE SET seats = excluded.seats, reason = excluded.reason,
      stated_by = excluded.stated_by, stated_at = business_now(), version = excluded.version
    WHERE seat_needs.version = excluded.version - 1`;
}

/** The school's teachers and level beside each sub-project: whether it is for such a school, and how many suit it. */
export async function readSuiting(
  reader: Statements,
  schoolId: string,
  subProjects: SubProjectFacts[],
): Promise<{ suits: boolean; fitting: number; complete: number }[]> {
  if (subProjects.length === 0) return [];
  const levels = subProjects.map(({ criteria }) => levelFits(criteria));
  const fitting = subProjects.map(
    ({ criteria }) => Prisma.sql`(count(*) FILTER (WHERE ${fits(criteria)}))::int`,
  );
  const complete = subProjects.map(
    ({ criteria }) => Prisma.sql`(count(*) FILTER (WHERE t.problem_count = 0 AND ${fits(criteria)}))::int`,
  );
  const [row] = await reader.$queryRaw<{ suits: boolean[]; fitting: number[]; complete: number[] }[]>`
    SELECT ARRAY[${Prisma.join(levels)}] AS suits, ARRAY[${Prisma.join(fitting)}] AS fitting, ARRAY[${Prisma.join(complete)}] AS complete
    FROM organisations o LEFT JOIN teachers t ON t.school_id = o.id WHERE o.id = ${schoolId}::uuid GROUP BY o.id`;
  return subProjects.map((_, at) => ({
    suits: row?.suits[at] ?? false,
    fitting: row?.fitting[at] ?? 0,
    complete: row?.complete[at] ?? 0,
  }));
}

/**
 * Seats of the year before by the sub-project that they foreran (same code and field) and by school: those that it got, and those
 * of them that became registrations. For `WITH`, restricted to the bodies of a condition on `o`.
 */
export function lastYearSql(year: number, bodies: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT s.id AS sub_project_id, o.id AS school_id, a.granted AS seats,
      (SELECT count(*)::int FROM registration_cards r WHERE r.account_id = a.id AND r.state = 'used') AS used
    FROM sub_projects s
      JOIN sub_projects f ON f.year = s.year - 1 AND f.code = s.code AND f.equivalence_group = s.equivalence_group
      JOIN quota_accounts a ON a.sub_project_id = f.id
      JOIN organisations o ON o.id = a.organisation_id AND o.kind = 'school'
    WHERE s.year = ${year}::int AND ${bodies}`;
}
