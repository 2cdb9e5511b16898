import { type Actor, authorise, type Scope } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { type Prisma, read } from "@/lib/platform/db";
import { sortBodies } from "../rules";
import type { OverviewFilter } from "../schema";
import { type OverviewRow, readHead, readSnapshot, readSums } from "../store";
import type { Overview, OverviewBody, OverviewFigures, OverviewSubProject } from "../views";

/**
 * How far the year has come, by body and by sub-project: the country for national bodies, or one province of it; a province its
 * own. At most three statements.
 */
export async function getOverview(actor: Actor, filter: OverviewFilter): Promise<Overview> {
  return buildOverview((sql) => read(actor, sql), actor, authorise(actor, "overview.read"), filter);
}

/** The same on a connection that the caller holds. */
export async function buildOverview(
  ask: <Row extends Record<string, unknown>>(sql: Prisma.Sql) => Promise<Row[]>,
  actor: Actor,
  scope: Scope,
  filter: OverviewFilter,
): Promise<Overview> {
  const { year } = filter;
  const own = scope === "all" ? null : { id: actor.provinceId ?? actor.organisationId };
  const province = own ?? (filter.province ? { regionCode: filter.province } : null);
  const head = await readHead(ask, year, province);
  if (!head || (province && head.province_id === null)) throw new NotFound("overview");
  const level = province ? filter.by : "provinces";
  const kept = province ? null : await readSnapshot(ask, year);
  const rows = kept?.rows ?? (await readSums(ask, year, level, head.province_id));
  const subProjects = rows.filter((row) => row.body === null && row.sub !== null);
  const chosen = subProjects.find((row) => row.code === filter.subProject);
  return {
    year,
    title: head.title,
    titleEn: head.title_en,
    demonstration: head.demonstration,
    readAt: kept?.readAt ?? head.now,
    live: kept === null,
    opensAt: head.opens_at,
    closesAt: head.closes_at,
    level,
    province: province
      ? {
          code: head.province_code ?? "",
          name: head.province_name ?? "",
          nameEn: head.province_name_en ?? "",
        }
      : null,
    hasCities: head.has_cities,
    bodies: sortBodies(bodiesOf(rows, chosen, level), filter.sort, filter.order === "desc"),
    subProjects: subProjects.map(toSubProject),
    chosen: chosen ? toSubProject(chosen) : null,
    total: toFigures(chosen ?? rows.find((row) => row.body === null && row.sub === null)),
  };
}

/** The sums of each body, or its share in the sub-project that was chosen; schools that have no part in it are left out. */
function bodiesOf(
  rows: OverviewRow[],
  chosen: OverviewRow | undefined,
  level: Overview["level"],
): OverviewBody[] {
  const bodies = rows.filter((row) => row.body !== null && row.sub === null);
  if (!chosen) return bodies.map((row) => toBody(row, row));
  const shares = new Map(rows.filter((row) => row.sub === chosen.sub).map((row) => [row.body, row]));
  return bodies.flatMap((row) => {
    const share = shares.get(row.body);
    if (!share && level !== "provinces") return [];
    return [toBody(row, share)];
  });
}

function toFigures(row: OverviewRow | undefined): OverviewFigures {
  return {
    allocated: row?.allocated ?? 0,
    carded: row?.carded ?? 0,
    registered: row?.registered ?? 0,
    confirmed: row?.confirmed ?? 0,
    approved: row?.approved ?? 0,
    registeredLastDay: row?.last_day ?? 0,
    reviewHours: row?.hours ?? null,
    undecided: row?.undecided ?? 0,
    reserved: row?.reserved ?? 0,
  };
}

function toBody(row: OverviewRow, figures: OverviewRow | undefined): OverviewBody {
  return {
    ...toFigures(figures),
    id: row.body ?? "",
    code: row.code ?? "",
    regionCode: row.region_code,
    name: row.name ?? "",
    nameEn: row.name_en ?? "",
  };
}

function toSubProject(row: OverviewRow): OverviewSubProject {
  return {
    ...toFigures(row),
    code: row.code ?? "",
    name: row.name ?? "",
    nameEn: row.name_en ?? "",
    projectCode: row.project_code ?? "",
    projectName: row.project_name ?? "",
    projectNameEn: row.project_name_en ?? "",
  };
}
