import { NotFound } from "@/lib/kernel/problem";
import { db, Prisma, read } from "@/lib/platform/db";
import { registrationState } from "../rules";
import type { Catalogue, CatalogueEntry } from "../schema";
import { loadYearContents, type YearContents } from "../store";

/** Publication freezes what is kept here, so it never goes stale; the key names the publication itself. */
const published = new Map<string, YearContents>();
const MAX_KEPT = 8;

type Head = {
  year: number;
  publishedAt: Date;
  now: Date;
  opensAt: Date | null;
  closesAt: Date | null;
};

/**
 * The public catalogue of a year, or of the latest published one; anyone may read it. One statement for what moves, the rest
 * from memory. Null while nothing is published.
 */
export async function findCatalogue(year?: number): Promise<Catalogue | null> {
  const heads = await read<Head>(
    null,
    Prisma.sql`
    SELECT y.year, y.published_at AS "publishedAt", business_now() AS now, w.opens_at AS "opensAt", w.closes_at AS "closesAt"
    FROM programme_years y LEFT JOIN time_windows w ON w.year = y.year AND w.key = 'registration'
    WHERE y.state = 'published' AND (${year ?? null}::int IS NULL OR y.year = ${year ?? null}::int)
    ORDER BY y.year DESC LIMIT 1`,
  );
  const head = heads[0];
  if (!head) return null;
  const { title, titleEn, documentNumber, issuedOn, demonstration, categories, projects, entries, ...sums } =
    await publishedContents(head);
  return {
    year: head.year,
    title,
    titleEn,
    documentNumber,
    issuedOn,
    publishedAt: head.publishedAt,
    demonstration,
    categories,
    projects,
    entries,
    institutionCount: sums.institutionCount,
    seats: sums.seats,
    registration:
      head.opensAt && head.closesAt
        ? {
            opensAt: head.opensAt,
            closesAt: head.closesAt,
            state: registrationState({ opensAt: head.opensAt, closesAt: head.closesAt }, head.now),
          }
        : null,
  };
}

/** One sub-project of a published year, by its code. Throws NotFound. */
export async function getPublicSubProject(
  year: number,
  code: string,
): Promise<{ catalogue: Catalogue; entry: CatalogueEntry }> {
  const catalogue = await findCatalogue(year);
  const entry = catalogue?.entries.find((row) => row.code === code);
  if (!catalogue || !entry) throw new NotFound("sub-project");
  return { catalogue, entry };
}

async function publishedContents(head: Head): Promise<YearContents> {
  const key = `${head.year} ${head.publishedAt.getTime()}`;
  const kept = published.get(key);
  if (kept) return kept;
  const contents = await loadYearContents(db(), head.year);
  if (!contents) throw new NotFound("catalogue");
  if (published.size >= MAX_KEPT) published.clear();
  published.set(key, contents);
  return contents;
}
