import { NotFound } from "@/lib/kernel/problem";
import type { Prisma, Reader } from "@/lib/platform/db";
import {
  type CatalogueCategory,
  type CatalogueEntry,
  type CatalogueProject,
  type Criteria,
  type DesignationFacts,
  type Mode,
  type Moment,
  type ProgrammeWindow,
  type SubProjectFacts,
  WINDOW_KEYS,
  type WindowsByKey,
} from "./schema";

type MomentRow = { now: Date } & { [Key in keyof ProgrammeWindow]: ProgrammeWindow[Key] | null };

/**
 * What time it is, and the windows of a year by key as they hold for one organisation, or for everybody (null): the two halves of
 * every check of a window. One statement.
 */
export async function momentOf(reader: Reader, year: number, organisationId: string | null): Promise<Moment> {
  const rows = await reader.$queryRaw<MomentRow[]>`
    SELECT c.now, w.id, w.year, w.key, w.title, w.title_en AS "titleEn", w.opens_at AS "opensAt", w.closes_at AS "closesAt",
      w.enforcement, w.roles, w.inferred, w.version
    FROM (SELECT business_now() AS now) c LEFT JOIN windows_for(${year}::int, ${organisationId}::uuid) w ON true ORDER BY w.position`;
  const [first] = rows;
  if (!first) throw new Error("business_now() gave no row");
  return { now: first.now, windows: toWindows(rows) };
}

function toWindows(rows: MomentRow[]): WindowsByKey {
  const windows: WindowsByKey = {};
  for (const { now: _now, ...window } of rows) {
    const key = WINDOW_KEYS.find((known) => known === window.key);
    if (key) windows[key] = { ...(window as ProgrammeWindow), key };
  }
  return windows;
}

/**
 * The windows of those among many organisations that were granted more time themselves; the others go by what holds for their
 * province. One statement, whatever their number.
 */
export async function ownWindowsOf(
  reader: Reader,
  year: number,
  organisationIds: string[],
): Promise<Map<string, WindowsByKey>> {
  const rows = await reader.$queryRaw<(MomentRow & { organisationId: string })[]>`
    SELECT o.id AS "organisationId", w.id, w.year, w.key, w.title, w.title_en AS "titleEn", w.opens_at AS "opensAt",
      w.closes_at AS "closesAt", w.enforcement, w.roles, w.inferred, w.version
    FROM (SELECT DISTINCT x.organisation_id AS id FROM window_extensions x
      WHERE x.year = ${year}::int AND x.organisation_id = ANY (${organisationIds}::uuid[])) o
    CROSS JOIN LATERAL windows_for(${year}::int, o.id) w ORDER BY w.position`;
  const found = new Map<string, MomentRow[]>();
  for (const { organisationId, ...row } of rows)
    found.set(organisationId, [...(found.get(organisationId) ?? []), row]);
  return new Map([...found].map(([id, windows]) => [id, toWindows(windows)]));
}

const subProjectSelect = {
  id: true,
  year: true,
  code: true,
  name: true,
  nameEn: true,
  shortName: true,
  shortNameEn: true,
  mode: true,
  equivalenceGroup: true,
  criteria: true,
  criteriaVersion: true,
  project: {
    select: {
      code: true,
      name: true,
      nameEn: true,
      exclusivityGroup: true,
      category: {
        select: { code: true, name: true, nameEn: true, programmeYear: { select: { state: true } } },
      },
    },
  },
  designations: { select: { seats: true } },
} satisfies Prisma.SubProjectSelect;

type SubProjectRow = Prisma.SubProjectGetPayload<{ select: typeof subProjectSelect }>;

function toFacts({ project, designations, ...row }: SubProjectRow): SubProjectFacts {
  return {
    ...row,
    mode: row.mode as Mode,
    criteria: row.criteria as Criteria,
    exclusivityGroup: project.exclusivityGroup,
    projectCode: project.code,
    projectName: project.name,
    projectNameEn: project.nameEn,
    categoryCode: project.category.code,
    categoryName: project.category.name,
    categoryNameEn: project.category.nameEn,
    published: project.category.programmeYear.state === "published",
    seats: designations.reduce((sum, designation) => sum + designation.seats, 0),
  };
}

/** Throws NotFound. For commands of later modules, which authorise by their own rows. */
export async function loadSubProject(reader: Reader, id: string): Promise<SubProjectFacts> {
  const row = await reader.subProject.findUnique({ where: { id }, select: subProjectSelect });
  if (!row) throw new NotFound("sub-project");
  return toFacts(row);
}

/** All of a year in the order of their codes. */
export async function loadSubProjects(reader: Reader, year: number): Promise<SubProjectFacts[]> {
  const rows = await reader.subProject.findMany({
    where: { year },
    orderBy: { position: "asc" },
    select: subProjectSelect,
  });
  return rows.map(toFacts);
}

export async function loadDesignations(
  reader: Reader,
  where: { year?: number; subProjectId?: string; institutionId?: string },
): Promise<DesignationFacts[]> {
  return reader.designation.findMany({
    where: {
      ...(where.year ? { subProject: { year: where.year } } : {}),
      ...(where.subProjectId ? { subProjectId: where.subProjectId } : {}),
      ...(where.institutionId ? { institutionId: where.institutionId } : {}),
    },
    orderBy: [{ subProject: { position: "asc" } }, { id: "asc" }],
    select: { id: true, subProjectId: true, institutionId: true, seats: true, classCount: true },
  });
}

const catalogueSelect = {
  year: true,
  title: true,
  titleEn: true,
  documentNumber: true,
  issuedOn: true,
  publicOn: true,
  state: true,
  publishedAt: true,
  demonstration: true,
  version: true,
  categories: {
    orderBy: { position: "asc" },
    select: {
      code: true,
      name: true,
      nameEn: true,
      projects: {
        orderBy: { position: "asc" },
        select: {
          code: true,
          name: true,
          nameEn: true,
          subProjects: {
            orderBy: { position: "asc" },
            select: {
              id: true,
              code: true,
              name: true,
              nameEn: true,
              nameVerified: true,
              mode: true,
              criteria: true,
              designations: {
                orderBy: { institution: { code: "asc" } },
                select: {
                  seats: true,
                  classCount: true,
                  institution: { select: { code: true, name: true, nameEn: true } },
                },
              },
            },
          },
        },
      },
    },
  },
} satisfies Prisma.ProgrammeYearSelect;

export type YearContents = Omit<
  Prisma.ProgrammeYearGetPayload<{ select: typeof catalogueSelect }>,
  "categories"
> & {
  categories: CatalogueCategory[];
  projects: CatalogueProject[];
  entries: CatalogueEntry[];
  institutionCount: number;
  seats: number;
};

/** Everything that publication freezes, flat; null for a year that is not there. */
export async function loadYearContents(reader: Reader, year: number): Promise<YearContents | null> {
  const row = await reader.programmeYear.findUnique({ where: { year }, select: catalogueSelect });
  if (!row) return null;
  const projects: CatalogueProject[] = [];
  const entries: CatalogueEntry[] = [];
  const institutions = new Set<string>();
  for (const category of row.categories)
    for (const project of category.projects) {
      const { code, name, nameEn } = project;
      projects.push({ code, name, nameEn, categoryCode: category.code });
      for (const { designations, ...subProject } of project.subProjects) {
        for (const { institution } of designations) institutions.add(institution.code);
        entries.push({
          ...subProject,
          mode: subProject.mode as Mode,
          criteria: subProject.criteria as Criteria,
          categoryCode: category.code,
          projectCode: project.code,
          seats: designations.reduce((sum, designation) => sum + designation.seats, 0),
          classCount: designations.reduce((sum, designation) => sum + designation.classCount, 0),
          institutions: designations.map(({ institution, seats, classCount }) => ({
            ...institution,
            seats,
            classCount,
          })),
        });
      }
    }
  return {
    ...row,
    categories: row.categories.map(({ code, name, nameEn }) => ({ code, name, nameEn })),
    projects,
    entries,
    institutionCount: institutions.size,
    seats: entries.reduce((sum, entry) => sum + entry.seats, 0),
  };
}
