import { type Actor, authorise } from "@/lib/access";
import { db, Prisma, read } from "@/lib/platform/db";
import { loadSubProjects } from "@/lib/programmes";
import { fits } from "../store";
import type { SeatsByRegion } from "../views";

/** Teachers whose record suits a sub-project at first look, by region and sub-project: one pass over the whole register. */
export async function countFieldTeachers(actor: Actor, params: { year: number }): Promise<SeatsByRegion> {
  authorise(actor, "quota.plan");
  const subProjects = await loadSubProjects(db(), params.year);
  if (subProjects.length === 0) return {};
  const counts = subProjects.map(
    ({ criteria }) => Prisma.sql`(count(*) FILTER (WHERE ${fits(criteria)}))::int`,
  );
  const rows = await read<{ region: string; counts: number[] }>(
    actor,
    Prisma.sql`
    SELECT p.region_code AS region, ARRAY[${Prisma.join(counts)}] AS counts
    FROM teachers t JOIN organisations o ON o.id = t.school_id JOIN organisations p ON p.id = o.province_id
    WHERE p.region_code IS NOT NULL GROUP BY p.region_code`,
  );
  return Object.fromEntries(
    rows.map((row) => [
      row.region,
      Object.fromEntries(subProjects.map(({ code }, at) => [code, row.counts[at] ?? 0])),
    ]),
  );
}
