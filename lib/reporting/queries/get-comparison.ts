import { type Actor, authorise, type Scope } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { type Prisma, read } from "@/lib/platform/db";
import { sortCompared } from "../rules";
import { type ComparisonFilter, overviewFilterSchema } from "../schema";
import { type NeedRow, readNeeds } from "../store";
import type { Comparison, ComparisonRow, Overview, OverviewBody } from "../views";
import { buildOverview } from "./get-overview";

type Ask = <Row extends Record<string, unknown>>(sql: Prisma.Sql) => Promise<Row[]>;

/**
 * The provinces side by side for national bodies, or the schools of one province; a province its own. The figures of both years are
 * those of the overview, kept ones where it has them, so at national size nothing is counted twice. At most seven statements.
 */
export async function getComparison(actor: Actor, filter: ComparisonFilter): Promise<Comparison> {
  return buildComparison((sql) => read(actor, sql), actor, authorise(actor, "overview.read"), filter);
}

/** The same on a connection that the caller holds. */
export async function buildComparison(
  ask: Ask,
  actor: Actor,
  scope: Scope,
  filter: ComparisonFilter,
): Promise<Comparison> {
  const { year, subProject, province, by } = filter;
  const asked = overviewFilterSchema.parse({ year, subProject, province, by });
  const overview = await buildOverview(ask, actor, scope, asked);
  const needs = await readNeeds(ask, {
    year,
    level: overview.level,
    regionCode: overview.province?.code ?? null,
    subProject: overview.chosen?.code ?? null,
  });
  const before = await yearBefore(ask, actor, scope, { asked, chosen: overview.chosen !== null });
  const { bodies, total, title: _, titleEn: __, opensAt: ___, closesAt: ____, ...common } = overview;
  const neededBy = new Map(needs.map((one) => [one.id, one.needed]));
  const past = new Map(before?.bodies.map((body) => [body.id, lastOf(body)]));
  const row = ({ registeredLastDay: _day, ...body }: OverviewBody): ComparisonRow => ({
    ...body,
    needed: neededBy.get(body.id) ?? 0,
    last: past.get(body.id) ?? null,
  });
  const listed = new Set(bodies.map((body) => body.id));
  const rows = [...bodies, ...needs.filter((one) => !listed.has(one.id)).map(withoutSeats)].map(row);
  const { registeredLastDay: _lastDay, ...sums } = total;
  return {
    ...common,
    rows: sortCompared(rows, filter.sort, filter.order === "desc"),
    total: {
      ...sums,
      needed: needs.reduce((sum, one) => sum + one.needed, 0),
      last: before && lastOf(before.total),
    },
    lastYear: before && before.total.allocated > 0 ? before.year : null,
  };
}

/** The overview of the year before, if that year is here and knows the sub-project that was chosen. */
async function yearBefore(
  ask: Ask,
  actor: Actor,
  scope: Scope,
  { asked, chosen }: { asked: ReturnType<typeof overviewFilterSchema.parse>; chosen: boolean },
): Promise<Overview | null> {
  try {
    const before = await buildOverview(ask, actor, scope, { ...asked, year: asked.year - 1 });
    return chosen && !before.chosen ? null : before;
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

function lastOf({ allocated, registered }: { allocated: number; registered: number }): ComparisonRow["last"] {
  return allocated > 0 ? { allocated, registered } : null;
}

/** A school that asked for seats and got none has no account, and yet belongs into the comparison. */
function withoutSeats({ needed: _, ...body }: NeedRow): OverviewBody {
  return {
    ...body,
    allocated: 0,
    carded: 0,
    registered: 0,
    confirmed: 0,
    approved: 0,
    registeredLastDay: 0,
    reviewHours: null,
    undecided: 0,
    reserved: 0,
  };
}
