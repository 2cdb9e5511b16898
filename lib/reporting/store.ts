import type { Actor } from "@/lib/access";
import { Prisma } from "@/lib/platform/db";
import type { Overview } from "./views";

/**
 * One sum: of a body in a sub-project, of a body, of a sub-project, or of all (both null). Plain data, so that it can be kept.
 * Names stand on the rows of a body and of a sub-project alone.
 */
export type OverviewRow = {
  body: string | null;
  sub: string | null;
  code: string | null;
  name: string | null;
  name_en: string | null;
  region_code: string | null;
  project_code: string | null;
  project_name: string | null;
  project_name_en: string | null;
  place: number;
  allocated: number;
  carded: number;
  registered: number;
  confirmed: number;
  approved: number;
  last_day: number;
  hours: number | null;
  /** Missing in sums that were kept before there were any. */
  undecided?: number;
  reserved?: number;
};

export type OverviewHead = {
  title: string;
  title_en: string;
  demonstration: boolean;
  opens_at: Date | null;
  closes_at: Date | null;
  now: Date;
  province_id: string | null;
  province_code: string | null;
  province_name: string | null;
  province_name_en: string | null;
  has_cities: boolean;
};

type Level = Overview["level"];
type Ask = <Row extends Record<string, unknown>>(sql: Prisma.Sql) => Promise<Row[]>;

/** Whom a row of accounts `a` of organisations `o` counts for, whose grants are the allocation at this level, and the same of `e`. */
const BODIES: Record<Level, { of: Prisma.Sql; granted: Prisma.Sql; ofEnrolment: Prisma.Sql }> = {
  provinces: {
    of: Prisma.sql`o.province_id`,
    granted: Prisma.sql`o.kind = 'province'`,
    ofEnrolment: Prisma.sql`e.province_id`,
  },
  cities: {
    of: Prisma.sql`CASE WHEN o.kind = 'city' THEN o.id WHEN o.kind = 'school' THEN o.parent_id END`,
    // What the province handed down: to the city, or past it where the year's seats go straight to schools.
    granted: Prisma.sql`EXISTS (SELECT 1 FROM quota_accounts b WHERE b.id = a.parent_id AND b.organisation_id = o.province_id)`,
    ofEnrolment: Prisma.sql`(SELECT parent_id FROM organisations WHERE id = e.school_id)`,
  },
  schools: {
    of: Prisma.sql`CASE WHEN o.kind = 'school' THEN o.id END`,
    granted: Prisma.sql`o.kind = 'school'`,
    ofEnrolment: Prisma.sql`e.school_id`,
  },
};

/** The published year, what time it is, and the province that is asked for by id or by its two digits; null without that year. */
export async function readHead(
  ask: Ask,
  year: number,
  province: { id: string } | { regionCode: string } | null,
): Promise<OverviewHead | null> {
  const which =
    province === null
      ? Prisma.sql`false`
      : "id" in province
        ? Prisma.sql`o.id = ${province.id}::uuid`
        : Prisma.sql`o.kind = 'province' AND o.region_code = ${province.regionCode}`;
  const rows = await ask<OverviewHead>(Prisma.sql`
    SELECT y.title, y.title_en, y.demonstration, w.opens_at, w.closes_at, business_now() AS now, o.id AS province_id,
      o.region_code AS province_code, o.short_name AS province_name, o.short_name_en AS province_name_en,
      EXISTS (SELECT 1 FROM organisations c JOIN organisations s ON s.parent_id = c.id AND s.kind = 'school'
        WHERE c.kind = 'city' AND c.province_id = o.id) AS has_cities
    FROM programme_years y LEFT JOIN organisations o ON ${which}
      LEFT JOIN LATERAL windows_for(y.year, o.id) w ON w.key = 'registration'
    WHERE y.year = ${year} AND y.state = 'published'`);
  return rows[0] ?? null;
}

/** The country's rows as the worker last left them, if that is not too long ago. */
export async function readSnapshot(
  ask: Ask,
  year: number,
): Promise<{ readAt: Date; rows: OverviewRow[] } | null> {
  const rows = await ask<{ readAt: Date; rows: OverviewRow[] }>(Prisma.sql`
    SELECT read_at AS "readAt", rows FROM overview_snapshots
    WHERE year = ${year} AND refreshed_at > clock_timestamp() - interval '15 minutes'`);
  return rows[0] ?? null;
}

/**
 * Sums over the rows as they are at this instant, of the country or of one province. Lapses count as posted. Registrations are
 * read from the index enrolments_overview alone. One statement.
 */
export function readSums(
  ask: Ask,
  year: number,
  level: Level,
  provinceId: string | null,
): Promise<OverviewRow[]> {
  const within = provinceId
    ? Prisma.sql`o.province_id = ${provinceId}::uuid`
    : Prisma.sql`o.province_id IS NOT NULL`;
  const enrolled = provinceId ? Prisma.sql`e.province_id = ${provinceId}::uuid` : Prisma.sql`true`;
  const bodies = BODIES[level];
  return ask<OverviewRow>(Prisma.sql`
    WITH accounts AS MATERIALIZED (
      SELECT a.id, ${bodies.of} AS body, a.sub_project_id AS sub, CASE WHEN ${bodies.granted} THEN a.granted ELSE 0 END AS granted, a.carded,
        CASE WHEN o.kind IN ('province', 'city') THEN a.granted - a.handed_down - a.reserved ELSE 0 END AS undecided, a.reserved
      FROM quota_accounts a JOIN sub_projects s ON s.id = a.sub_project_id AND s.year = ${year}
      JOIN organisations o ON o.id = a.organisation_id WHERE ${within}
    ), seats AS (
      SELECT body, sub, sum(granted) AS allocated, sum(carded) AS carded, sum(undecided) AS undecided, sum(reserved) AS reserved
      FROM accounts WHERE body IS NOT NULL GROUP BY 1, 2
      UNION ALL SELECT o.id, s.id, 0, 0, 0, 0 FROM organisations o CROSS JOIN sub_projects s
      WHERE ${level === "provinces"} AND o.kind = 'province' AND s.year = ${year}
    ), due AS (
      SELECT a.body, a.sub, count(*) AS cards FROM registration_cards k JOIN accounts a ON a.id = k.account_id
      WHERE k.state IN ('issued', 'bound') AND k.lapses_at <= (SELECT business_now()) GROUP BY 1, 2
    ), people AS (
      SELECT ${bodies.ofEnrolment} AS body, e.sub_project_id AS sub,
        count(*) FILTER (WHERE e.state NOT IN ('withdrawn', 'rejected', 'replaced')) AS registered,
        count(*) FILTER (WHERE e.state IN ('confirmed', 'approved', 'placed', 'completed')) AS confirmed,
        count(*) FILTER (WHERE e.state IN ('approved', 'placed', 'completed')) AS approved,
        count(*) FILTER (WHERE e.state NOT IN ('withdrawn', 'rejected', 'replaced')
          AND e.submitted_at > (SELECT business_now()) - interval '1 day') AS last_day
      FROM enrolments e WHERE e.year = ${year} AND ${enrolled} GROUP BY 1, 2
    ), reviews AS (
      SELECT ${bodies.ofEnrolment} AS body, e.sub_project_id AS sub, floor(extract(epoch FROM e.decided_at - e.confirmed_at) / 3600)::int AS hours,
        count(*) AS people
      FROM enrolments e WHERE e.year = ${year} AND ${enrolled} AND e.decided_at >= e.confirmed_at
        AND e.state IN ('approved', 'rejected', 'placed', 'completed') GROUP BY 1, 2, 3
    ), piled AS (
      SELECT GROUPING(body, sub) AS sums, body, sub, hours,
        sum(sum(people)) OVER (PARTITION BY GROUPING(body, sub), body, sub ORDER BY hours) AS upto,
        sum(sum(people)) OVER (PARTITION BY GROUPING(body, sub), body, sub) AS people
      FROM reviews GROUP BY GROUPING SETS ((body, sub, hours), (body, hours), (sub, hours), (hours))
    ), middles AS (
      SELECT sums, body, sub, min(hours) AS hours FROM piled WHERE upto * 2 >= people GROUP BY 1, 2, 3
    ), cells AS (
      SELECT s.body, s.sub, s.allocated, s.carded - COALESCE(d.cards, 0) AS carded,
        s.undecided + ${level === "schools" ? Prisma.sql`0` : Prisma.sql`COALESCE(d.cards, 0)`} AS undecided, s.reserved, COALESCE(p.registered, 0) AS registered,
        COALESCE(p.confirmed, 0) AS confirmed, COALESCE(p.approved, 0) AS approved, COALESCE(p.last_day, 0) AS last_day
      FROM (SELECT body, sub, sum(allocated) AS allocated, sum(carded) AS carded, sum(undecided) AS undecided, sum(reserved) AS reserved
        FROM seats GROUP BY 1, 2) s
      LEFT JOIN due d ON d.body = s.body AND d.sub = s.sub LEFT JOIN people p ON p.body = s.body AND p.sub = s.sub
    ), sums AS (
      SELECT GROUPING(body, sub) AS sums, body, sub, sum(allocated)::bigint AS allocated, sum(carded)::bigint AS carded,
        sum(registered)::bigint AS registered, sum(confirmed)::bigint AS confirmed, sum(approved)::bigint AS approved,
        sum(last_day)::bigint AS last_day, sum(undecided)::bigint AS undecided, sum(reserved)::bigint AS reserved
      FROM cells GROUP BY GROUPING SETS ((body, sub), (body), (sub), ())
    )
    SELECT x.body, x.sub, COALESCE(o.code, s.code) AS code, COALESCE(o.short_name, s.name) AS name, COALESCE(o.short_name_en, s.name_en) AS name_en,
      o.region_code, p.code AS project_code, p.name AS project_name, p.name_en AS project_name_en, COALESCE(s.position, 0) AS place,
      COALESCE(x.allocated, 0) AS allocated, COALESCE(x.carded, 0) AS carded, COALESCE(x.registered, 0) AS registered,
      COALESCE(x.confirmed, 0) AS confirmed, COALESCE(x.approved, 0) AS approved, COALESCE(x.last_day, 0) AS last_day, COALESCE(x.undecided, 0) AS undecided, COALESCE(x.reserved, 0) AS reserved, m.hours
    FROM sums x
    LEFT JOIN middles m ON m.sums = x.sums AND COALESCE(m.body, m.sub, ${NOBODY}::uuid) = COALESCE(x.body, x.sub, ${NOBODY}::uuid)
      AND COALESCE(m.sub, ${NOBODY}::uuid) = COALESCE(x.sub, ${NOBODY}::uuid)
    LEFT JOIN organisations o ON x.sums = 1 AND o.id = x.body
    LEFT JOIN sub_projects s ON x.sums = 2 AND s.id = x.sub LEFT JOIN projects p ON p.id = s.project_id
    ORDER BY x.sums, place, code`);
}

/** Stands for null where two keys are compared, so that they can be hashed. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

export type NeedRow = {
  id: string;
  code: string;
  regionCode: string | null;
  name: string;
  nameEn: string;
  needed: number;
};

/** The seats that schools say they need, by the body that they count for at a level; of all sub-projects or of one. One statement. */
export function readNeeds(
  ask: Ask,
  which: { year: number; level: Level; regionCode: string | null; subProject: string | null },
): Promise<NeedRow[]> {
  const body = {
    provinces: Prisma.sql`b.id = o.province_id`,
    cities: Prisma.sql`b.id = o.parent_id AND b.kind = 'city'`,
    schools: Prisma.sql`b.id = o.id`,
  }[which.level];
  const within = which.regionCode
    ? Prisma.sql`EXISTS (SELECT 1 FROM organisations p WHERE p.id = o.province_id AND p.region_code = ${which.regionCode})`
    : Prisma.sql`true`;
  const of = which.subProject ? Prisma.sql`s.code = ${which.subProject}` : Prisma.sql`true`;
  return ask<NeedRow>(Prisma.sql`
    SELECT b.id, b.code, b.region_code AS "regionCode", b.short_name AS name, b.short_name_en AS "nameEn", sum(n.seats)::bigint AS needed
    FROM seat_needs n JOIN sub_projects s ON s.id = n.sub_project_id AND s.year = ${which.year} AND ${of}
    JOIN organisations o ON o.id = n.school_id JOIN organisations b ON ${body}
    WHERE ${within} GROUP BY b.id`);
}

/** A scope over the bodies `o` of a subtree: the province's, or a city with its schools. */
export function subtreeSql({ role, organisationId, provinceId }: Actor): Prisma.Sql {
  return role === "city"
    ? Prisma.sql`${organisationId}::uuid IN (o.id, o.parent_id)`
    : Prisma.sql`o.province_id = ${provinceId ?? organisationId}::uuid`;
}
