import type { Reader } from "@/lib/platform/db";
import type { AllocationSubProject } from "./views";

/** The sub-projects in which a province has seats, in the catalogue's order, each with what is left of them. */
export async function readProvinceSubProjects(
  reader: Reader,
  year: number,
  provinceId: string,
): Promise<AllocationSubProject[]> {
  return reader.$queryRaw<AllocationSubProject[]>`
    SELECT s.id, s.code, s.name, s.name_en AS "nameEn", s.short_name AS "shortName", s.short_name_en AS "shortNameEn",
      g.code AS "categoryCode", g.name AS "categoryName", g.name_en AS "categoryNameEn", a.granted,
      a.granted - a.handed_down - a.carded + (SELECT count(*)::int FROM registration_cards r
        JOIN quota_accounts c ON c.id = r.account_id
        WHERE c.parent_id = a.id AND r.state IN ('issued', 'bound') AND r.lapses_at <= (SELECT business_now())) AS left
    FROM quota_accounts a JOIN sub_projects s ON s.id = a.sub_project_id
      JOIN projects p ON p.id = s.project_id JOIN programme_categories g ON g.id = p.category_id
    WHERE s.year = ${year} AND a.organisation_id = ${provinceId}::uuid ORDER BY g.position, p.position, s.position, s.id`;
}
