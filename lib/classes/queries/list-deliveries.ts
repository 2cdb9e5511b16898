import { Prisma, read } from "@/lib/platform/db";
import type { CatalogueDelivery } from "@/lib/programmes/schema";

/** How the classes of a published year run, by sub-project and mode; for the public catalogue, which anyone may read. */
export async function listDeliveries(year: number): Promise<CatalogueDelivery[]> {
  return read<CatalogueDelivery>(
    null,
    Prisma.sql`
    SELECT c.sub_project_id AS "subProjectId", c.mode, min(c.starts_on) AS "startsOn", max(c.ends_on) AS "endsOn",
      min(c.days) AS days, min(c.hours) AS hours
    FROM training_classes c JOIN sub_projects s ON s.id = c.sub_project_id
    WHERE s.year = ${year} AND c.state IN ('formed', 'notice-issued')
    GROUP BY c.sub_project_id, c.mode ORDER BY c.sub_project_id, c.mode`,
  );
}
