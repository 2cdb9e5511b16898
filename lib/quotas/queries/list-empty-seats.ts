import { type Actor, authorise } from "@/lib/access";
import { decodeCursor, encodeCursor, type Page } from "@/lib/kernel/page";
import { db, Prisma, read } from "@/lib/platform/db";
import { loadSubProjects } from "@/lib/programmes";
import type { EmptySeatFilter } from "../schema";
import { emptySeatsSql, fits } from "../store";
import type { EmptySeats } from "../views";

const PAGE_SIZE = 50;

/** Schools of the province or city with cards that nobody has registered on, those with the most first. */
export async function listEmptySeats(
  actor: Actor,
  filter: EmptySeatFilter,
): Promise<Page<EmptySeats> & { seats: number }> {
  authorise(actor, "card.remind");
  const [seats, schoolId] = decodeCursor(filter.cursor) ?? [];
  const after =
    typeof seats === "number" && typeof schoolId === "string"
      ? Prisma.sql`WHERE (e.free + e.bound, e."schoolId") < (${seats}::int, ${schoolId}::uuid)`
      : Prisma.empty;
  const empty = emptySeatsSql(actor, filter.year);
  const [[counted], found] = await Promise.all([
    read<{ total: number; seats: number }>(
      actor,
      Prisma.sql`
      SELECT count(*) AS total, COALESCE(sum(e.free + e.bound), 0)::int AS seats FROM (${empty}) e`,
    ),
    read<Omit<EmptySeats, "surplus">>(
      actor,
      Prisma.sql`
      SELECT e.*, r.sent_at AS "remindedAt", COALESCE(r.sent_on = (SELECT business_now() AT TIME ZONE 'Asia/Shanghai')::date, false) AS "remindedToday"
      FROM (${empty}) e LEFT JOIN LATERAL (
        SELECT sent_at, sent_on FROM seat_reminders WHERE school_id = e."schoolId" AND year = ${filter.year}
        ORDER BY sent_on DESC LIMIT 1) r ON true
      ${after} ORDER BY e.free + e.bound DESC, e."schoolId" DESC LIMIT ${PAGE_SIZE + 1}`,
    ),
  ]);
  const rows = found.slice(0, PAGE_SIZE);
  const last = rows.at(-1);
  const surplus = await countSurplus(
    actor,
    filter.year,
    rows.map((row) => row.schoolId),
  );
  return {
    rows: rows.map((row) => ({ ...row, surplus: surplus.get(row.schoolId) ?? 0 })),
    total: counted?.total ?? 0,
    seats: counted?.seats ?? 0,
    next: found.length > PAGE_SIZE && last ? encodeCursor([last.free + last.bound, last.schoolId]) : null,
  };
}

/** Free cards of a sub-project that no teacher of the school is left for, by school. One pass over the schools' teachers. */
async function countSurplus(actor: Actor, year: number, schoolIds: string[]): Promise<Map<string, number>> {
  if (schoolIds.length === 0) return new Map();
  const subProjects = await loadSubProjects(db(), year);
  if (subProjects.length === 0) return new Map();
  const ids = Prisma.join(subProjects.map(({ id }) => Prisma.sql`${id}::uuid`));
  const people = Prisma.join(
    subProjects.map(({ criteria }) => Prisma.sql`(count(*) FILTER (WHERE ${fits(criteria)}))::int`),
  );
  const rows = await read<{ schoolId: string; surplus: number }>(
    actor,
    Prisma.sql`
    WITH free AS (
      SELECT c.school_id, c.sub_project_id, count(*)::int AS cards FROM registration_cards c
        JOIN sub_projects s ON s.id = c.sub_project_id AND s.year = ${year}::int
      WHERE c.school_id = ANY (${schoolIds}::uuid[]) AND c.state = 'issued' AND c.lapses_at > (SELECT business_now())
      GROUP BY c.school_id, c.sub_project_id
    ), left_over AS (
      SELECT o.id AS school_id, fitting.sub_project_id, fitting.people
      FROM organisations o CROSS JOIN LATERAL (
        SELECT f.sub_project_id, f.people FROM (
          SELECT ARRAY[${ids}] AS ids, ARRAY[${people}] AS people
          FROM teachers t WHERE t.school_id = o.id AND NOT EXISTS (
            SELECT 1 FROM registration_cards k JOIN sub_projects y ON y.id = k.sub_project_id AND y.year = ${year}::int
            WHERE k.teacher_id = t.id AND k.state IN ('bound', 'used'))
        ) counted, unnest(counted.ids, counted.people) AS f (sub_project_id, people)
      ) fitting
      WHERE o.id = ANY (${schoolIds}::uuid[])
    )
    SELECT free.school_id AS "schoolId", sum(GREATEST(free.cards - left_over.people, 0))::int AS surplus
    FROM free JOIN left_over USING (school_id, sub_project_id) GROUP BY free.school_id`,
  );
  return new Map(rows.map((row) => [row.schoolId, row.surplus]));
}
