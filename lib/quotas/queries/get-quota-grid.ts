import { type Actor, authorise, can } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { type Reader, reading } from "@/lib/platform/db";
import { momentOf, windowIsOpen } from "@/lib/programmes";
import type { Cells } from "../schema";
import type { QuotaColumn, QuotaDraftFacts, QuotaGrid, QuotaRegion, QuotaWork } from "../views";

/**
 * The regional table of a year. A column that is issued shows what the provinces' accounts hold; the others show the latest
 * draft, which only those see who plan. A province sees its own row. `compare` names the draft to compare with, instead of the one
 * before the latest.
 */
export async function getQuotaGrid(
  actor: Actor,
  params: { year: number; compare?: number | undefined },
): Promise<QuotaGrid> {
  const scope = authorise(actor, "quota.read");
  const plans = can(actor, "quota.plan");
  const ownProvince = scope === "all" ? null : (actor.provinceId ?? actor.organisationId);
  return reading(actor, async (reader) => {
    const [columns, regions, granted, drafts, work, { windows, now }] = await Promise.all([
      readColumns(reader, params.year),
      readRegions(reader, ownProvince),
      readGranted(reader, params.year, ownProvince),
      plans ? readDrafts(reader, params.year, params.compare) : [],
      plans ? readWork(reader, actor.accountId, params.year) : null,
      momentOf(reader, params.year, null),
    ]);
    if (columns.length === 0) throw new NotFound("year");
    const [draft = null, previous = null] = drafts;
    const reserve = granted.roots.reduce((sum, root) => sum + root.granted - root.handedDown, 0);
    return {
      year: params.year,
      columns,
      regions,
      cells: mergeCells(columns, regions, granted.cells, draft?.cells ?? {}),
      draft,
      previous,
      work: work && { ...work, base: work.draft === (draft?.number ?? null) ? null : (work.base ?? {}) },
      reserve: scope === "all" ? reserve : 0,
      editable:
        plans && columns.some((column) => !column.issued) && windowIsOpen(windows["quota-table"], now),
      closesAt: windows["quota-table"]?.closesAt ?? null,
    };
  });
}

export async function readColumns(reader: Reader, year: number): Promise<QuotaColumn[]> {
  return reader.$queryRaw<QuotaColumn[]>`
    SELECT s.id, s.code, s.name, s.name_en AS "nameEn", s.short_name AS "shortName", s.short_name_en AS "shortNameEn",
      p.code AS "projectCode", p.name AS "projectName", p.name_en AS "projectNameEn",
      c.code AS "categoryCode", c.name AS "categoryName", c.name_en AS "categoryNameEn",
      (SELECT COALESCE(sum(d.seats), 0)::int FROM designations d WHERE d.sub_project_id = s.id) AS plan,
      EXISTS (SELECT 1 FROM quota_accounts a WHERE a.sub_project_id = s.id AND a.parent_id IS NULL) AS issued
    FROM sub_projects s JOIN projects p ON p.id = s.project_id JOIN programme_categories c ON c.id = p.category_id
    WHERE s.year = ${year} AND s.mode = 'quota' ORDER BY c.position, p.position, s.position, s.id`;
}

async function readRegions(reader: Reader, provinceId: string | null): Promise<QuotaRegion[]> {
  const rows = await reader.organisation.findMany({
    where: { kind: "province", ...(provinceId ? { id: provinceId } : {}) },
    orderBy: [{ regionCode: "asc" }, { id: "asc" }],
    select: { id: true, regionCode: true, shortName: true, shortNameEn: true },
  });
  return rows.flatMap((row) =>
    row.regionCode
      ? [{ code: row.regionCode, name: row.shortName, nameEn: row.shortNameEn, provinceId: row.id }]
      : [],
  );
}

type Granted = {
  code: string;
  regionCode: string | null;
  root: boolean;
  granted: number;
  handedDown: number;
};

/** What the accounts of provinces hold, and the root accounts. */
export async function readGranted(reader: Reader, year: number, provinceId: string | null) {
  const rows = await reader.$queryRaw<Granted[]>`
    SELECT s.code, o.region_code AS "regionCode", a.parent_id IS NULL AS root, a.granted, a.handed_down AS "handedDown"
    FROM quota_accounts a JOIN sub_projects s ON s.id = a.sub_project_id JOIN organisations o ON o.id = a.organisation_id
    WHERE s.year = ${year} AND (o.kind = 'province' OR a.parent_id IS NULL)
      AND (${provinceId}::uuid IS NULL OR o.id = ${provinceId}::uuid)`;
  const cells: Cells = {};
  for (const row of rows) {
    if (row.root || !row.regionCode) continue;
    const texts = cells[row.regionCode] ?? {};
    texts[row.code] = String(row.granted);
    cells[row.regionCode] = texts;
  }
  return { cells, roots: rows.filter((row) => row.root) };
}

/** The latest draft and the one before it, or the one asked for. */
export async function readDrafts(reader: Reader, year: number, other?: number): Promise<QuotaDraftFacts[]> {
  return reader.$queryRaw<QuotaDraftFacts[]>`
    SELECT number, state, saved_by AS "savedBy", saved_at AS "savedAt", cells FROM quota_drafts
    WHERE year = ${year} AND number IN (
      (SELECT max(number) FROM quota_drafts WHERE year = ${year}),
      COALESCE(${other ?? null}::int, (SELECT max(number) - 1 FROM quota_drafts WHERE year = ${year})))
    ORDER BY number DESC`;
}

async function readWork(reader: Reader, accountId: string, year: number): Promise<QuotaWork | null> {
  const rows = await reader.$queryRaw<QuotaWork[]>`
    SELECT w.draft, d.cells AS base, w.cells, w.undo, w.redo, w.revision
    FROM quota_draft_works w LEFT JOIN quota_drafts d ON d.year = w.year AND d.number = w.draft
    WHERE w.year = ${year} AND w.account_id = ${accountId}::uuid`;
  return rows[0] ?? null;
}

function mergeCells(columns: QuotaColumn[], regions: QuotaRegion[], issued: Cells, draft: Cells): Cells {
  const cells: Cells = {};
  for (const region of regions) {
    const row: Record<string, string> = {};
    for (const column of columns) {
      const text = column.issued
        ? (issued[region.code]?.[column.code] ?? "0")
        : draft[region.code]?.[column.code];
      if (text !== undefined) row[column.code] = text;
    }
    cells[region.code] = row;
  }
  return cells;
}
