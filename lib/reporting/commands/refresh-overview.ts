import { Prisma, transaction } from "@/lib/platform/db";
import { readSums } from "../store";

/** Up to this many registrations a year are counted anew for every page. */
const LIVE_UP_TO = 20_000;

/** Keeps the country's overview of every published year that has become too large to be counted for each page. */
export async function refreshOverviews(liveUpTo = LIVE_UP_TO): Promise<{ years: number[] }> {
  return transaction(null, async (tx) => {
    const years = await tx.$queryRaw<{ year: number }[]>`
      SELECT y.year FROM programme_years y WHERE y.state = 'published'
        AND (SELECT count(*) FROM (SELECT 1 FROM enrolments e WHERE e.year = y.year LIMIT ${liveUpTo + 1}) AS counted) > ${liveUpTo}
      ORDER BY y.year`;
    for (const { year } of years) {
      const rows = await readSums((sql) => tx.$queryRaw(sql), year, "provinces", null);
      await tx.$executeRaw(Prisma.sql`
        INSERT INTO overview_snapshots (year, read_at, rows) VALUES (${year}, business_now(), ${JSON.stringify(rows)}::jsonb)
        ON CONFLICT (year) DO UPDATE SET read_at = EXCLUDED.read_at, refreshed_at = clock_timestamp(), rows = EXCLUDED.rows`);
    }
    return { years: years.map(({ year }) => year) };
  });
}
