import { type Actor, authorise } from "@/lib/access";
import { db, Prisma, type Reader, read } from "@/lib/platform/db";
import type { QuotaWeights, SeatsByRegion } from "../views";

/**
 * By what the seats of a year may be shared among regions: their population, and the seats that each got a year before in the
 * sub-project of the same code and field. A year without forerunner has none of the latter.
 */
export async function getQuotaWeights(actor: Actor, params: { year: number }): Promise<QuotaWeights> {
  authorise(actor, "quota.plan");
  const [regions, lastYear] = await Promise.all([
    read<{ code: string; population: number }>(
      actor,
      Prisma.sql`
      SELECT code, population_ten_thousands AS population FROM regions ORDER BY code`,
    ),
    readLastYear(db(), params.year),
  ]);
  return { population: Object.fromEntries(regions.map((row) => [row.code, row.population])), lastYear };
}

/** What each region got a year before in the sub-project of the same code and field. */
export async function readLastYear(reader: Reader, year: number): Promise<SeatsByRegion> {
  const rows = await reader.$queryRaw<{ region: string; code: string; seats: number }[]>`
    SELECT o.region_code AS region, s.code, a.granted AS seats
    FROM sub_projects s
      JOIN sub_projects f ON f.year = s.year - 1 AND f.code = s.code AND f.equivalence_group = s.equivalence_group
      JOIN quota_accounts a ON a.sub_project_id = f.id AND a.parent_id IS NOT NULL
      JOIN organisations o ON o.id = a.organisation_id AND o.kind = 'province' AND o.region_code IS NOT NULL
    WHERE s.year = ${year} AND s.mode = 'quota'`;
  const seatsByRegion: SeatsByRegion = {};
  for (const { region, code, seats } of rows)
    seatsByRegion[region] = { ...seatsByRegion[region], [code]: seats };
  return seatsByRegion;
}
