import { Prisma, type Reader } from "@/lib/platform/db";
import type { SubProjectFacts } from "@/lib/programmes/schema";
import { lastYearSql } from "./need-store";
import { receiverSql, type Splitter, schoolsBelowSql } from "./route-store";
import { fits, levelFits } from "./store";
import type { AllocationSubProject } from "./views";

/** The sub-projects in which a province or a city has seats, in the catalogue's order, each with what is left of them. */
export async function readHeldSubProjects(
  reader: Reader,
  year: number,
  organisationId: string,
): Promise<AllocationSubProject[]> {
  return reader.$queryRaw<AllocationSubProject[]>`
    SELECT s.id, s.code, s.name, s.name_en AS "nameEn", s.short_name AS "shortName", s.short_name_en AS "shortNameEn",
      g.code AS "categoryCode", g.name AS "categoryName", g.name_en AS "categoryNameEn", a.granted,
      a.reserved, a.reserve_reason AS "reserveReason",
      a.granted - a.handed_down - a.carded + (SELECT count(*)::int FROM registration_cards r
        JOIN quota_accounts c ON c.id = r.account_id
        WHERE c.parent_id = a.id AND r.state IN ('issued', 'bound') AND r.lapses_at <= (SELECT business_now())) AS left
    FROM quota_accounts a JOIN sub_projects s ON s.id = a.sub_project_id
      JOIN projects p ON p.id = s.project_id JOIN programme_categories g ON g.id = p.category_id
    WHERE s.year = ${year} AND a.organisation_id = ${organisationId}::uuid ORDER BY g.position, p.position, s.position, s.id`;
}

/**
 * The bodies that a splitter hands seats of a sub-project to, as a list of statements for `WITH` ending in `schools`. A city stands for
 * its schools: their teachers, needs and cards are summed.
 */
export function receiversSql(splitter: Splitter, subProject: SubProjectFacts, rank: Prisma.Sql): Prisma.Sql {
  const { criteria, id, year } = subProject;
  const sinceYear = year - (criteria.notTrainedInGroupWithinYears ?? 3);
  const [below, receiver] = [schoolsBelowSql(splitter), receiverSql(splitter)];
  const bodies =
    splitter.role === "province" && splitter.throughCities
      ? Prisma.sql`o.parent_id = ${splitter.organisationId}::uuid AND (o.kind = 'city' OR (o.kind = 'school' AND ${levelFits(criteria)}))`
      : Prisma.sql`${below} AND ${levelFits(criteria)}`;
  return Prisma.sql`fitting AS (
      SELECT ${receiver} AS body_id, count(*)::int AS fitting, (count(*) FILTER (WHERE t.problem_count = 0))::int AS complete
      FROM teachers t JOIN organisations o ON o.id = t.school_id
      WHERE ${below} AND ${fits(criteria)} GROUP BY 1
    ), trained AS (
      SELECT ${receiver} AS body_id, count(DISTINCT t.id)::int AS trained FROM past_trainings p
        JOIN teachers t ON t.id = p.teacher_id JOIN organisations o ON o.id = t.school_id
      WHERE ${below} AND p.equivalence_group = ${subProject.equivalenceGroup} AND p.year >= ${sinceYear} GROUP BY 1
    ), last AS (
      SELECT ${receiver} AS body_id, sum(l.seats)::int AS seats, sum(l.used)::int AS used
      FROM (${lastYearSql(year, Prisma.sql`s.id = ${id}::uuid AND ${below}`)}) l JOIN organisations o ON o.id = l.school_id GROUP BY 1
    ), needs AS (
      SELECT ${receiver} AS body_id, sum(n.seats)::int AS seats,
        CASE WHEN bool_and(${receiver} = o.id) THEN max(NULLIF(n.reason, '')) END AS reason
      FROM seat_needs n JOIN organisations o ON o.id = n.school_id WHERE n.sub_project_id = ${id}::uuid AND ${below} GROUP BY 1
    ), cards AS (
      SELECT ${receiver} AS body_id, (count(*) FILTER (WHERE r.state = 'used' OR r.lapses_at > (SELECT business_now())))::int AS live,
        (count(*) FILTER (WHERE r.state = 'bound' AND r.lapses_at > (SELECT business_now())))::int AS bound,
        (count(*) FILTER (WHERE r.state = 'used'))::int AS used,
        (count(*) FILTER (WHERE r.state <> 'used' AND r.lapses_at <= (SELECT business_now())))::int AS due
      FROM registration_cards r JOIN organisations o ON o.id = r.school_id
      WHERE r.sub_project_id = ${id}::uuid AND r.state IN ('issued', 'bound', 'used') AND ${below} GROUP BY 1
    ), schools AS (
      SELECT o.id AS "schoolId", o.kind, o.code, o.name, o.name_en AS "nameEn", o.school_level AS level,
        COALESCE(f.fitting, 0) AS fitting, COALESCE(f.complete, 0) AS complete, COALESCE(h.trained, 0) AS trained,
        n.seats AS need, n.reason AS "needReason", l.seats AS "lastSeats", l.used AS "lastUsed",
        COALESCE(a.granted - CASE WHEN o.kind = 'city' THEN 0 ELSE COALESCE(c.due, 0) END, 0) AS seats, COALESCE(c.live, 0) AS cards,
        COALESCE(c.bound, 0) AS bound, COALESCE(c.used, 0) AS used, (count(*) OVER ())::int AS total,
        (sum(COALESCE(n.seats, 0)) OVER ())::int AS "neededSeats", (count(*) FILTER (WHERE n.seats > 0) OVER ())::int AS needing,
        ${rank} AS rank
      FROM organisations o
        LEFT JOIN quota_accounts a ON a.organisation_id = o.id AND a.sub_project_id = ${id}::uuid
        LEFT JOIN needs n ON n.body_id = o.id LEFT JOIN cards c ON c.body_id = o.id LEFT JOIN last l ON l.body_id = o.id
        LEFT JOIN fitting f ON f.body_id = o.id LEFT JOIN trained h ON h.body_id = o.id
      WHERE ${bodies}
    )`;
}
