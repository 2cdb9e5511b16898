import { type Actor, authorise } from "@/lib/access";
import { decodeCursor, encodeCursor } from "@/lib/kernel/page";
import { Forbidden } from "@/lib/kernel/problem";
import { Prisma, type Reader, reading } from "@/lib/platform/db";
import { loadSubProject, momentOf, windowIsOpen } from "@/lib/programmes";
import type { SubProjectFacts } from "@/lib/programmes/schema";
import { readHeldSubProjects, receiversSql } from "../allocation-store";
import { readRoute, type Splitter } from "../route-store";
import { cardTerm, checkAllocationWindow, type SplitSchool, suggestSplit } from "../rules";
import type { AllocationFilter, SchoolOrder } from "../schema";
import type { Allocation, AllocationSchool } from "../views";
import { readSeatFigures } from "./get-seat-figures";

const PAGE_SIZE = 50;

type Params = Pick<AllocationFilter, "year"> & {
  [Key in keyof AllocationFilter]?: AllocationFilter[Key] | undefined;
};

/**
 * What a province or a city splits: its sub-projects with what is left, and for the chosen one the bodies that it hands seats to, those
 * that need most first unless asked otherwise; with a fair split of what is left where one is asked for. Cards that lapsed without being posted are
 * counted as handed back.
 */
export async function getAllocation(actor: Actor, params: Params): Promise<Allocation> {
  const { provinceId } = actor;
  if (authorise(actor, "quota.read") !== "subtree" || !provinceId) throw new Forbidden("quota.allocate");
  return reading(actor, async (reader) => {
    const [subProjects, figures, route, { windows, now }] = await Promise.all([
      readHeldSubProjects(reader, params.year, actor.organisationId),
      readSeatFigures(reader, params.year, actor.organisationId),
      readRoute(reader, params.year, provinceId),
      momentOf(reader, params.year, actor.organisationId),
    ]);
    const splitter = { ...actor, throughCities: route.throughCities };
    const chosen = subProjects.find((row) => row.code === params.subProject) ?? subProjects[0] ?? null;
    const facts = chosen && (await loadSubProject(reader, chosen.id));
    const order = params.order ?? "need";
    const [found, split] = facts
      ? await Promise.all([
          readSchools(reader, splitter, facts, order, params.cursor),
          params.suggest ? readSplitSchools(reader, splitter, facts) : null,
        ])
      : [NOBODY, null];
    const shown = found.schools.slice(0, PAGE_SIZE);
    const last = shown.at(-1);
    const open = checkAllocationWindow(windows, now).length === 0;
    return {
      year: params.year,
      figures,
      route,
      subProjects,
      chosen,
      schools: shown.map(({ rank: _, ...school }) => school),
      schoolTotal: found.total,
      needed: found.needed,
      suggestion:
        split && chosen && params.suggest
          ? suggestSplit(chosen.left - chosen.reserved, split, {
              basis: params.suggest,
              minimum: params.atLeast ?? 0,
              maximum: params.atMost ?? null,
            })
          : null,
      next:
        found.schools.length > PAGE_SIZE && last ? encodeCursor([last.rank, last.code, last.schoolId]) : null,
      cardsLapseAt: cardTerm(windows, now)?.lapsesAt ?? null,
      closesAt: windowIsOpen(windows["quota-issue"], now)
        ? (windows["quota-issue"]?.closesAt ?? null)
        : open
          ? (windows.supplement?.closesAt ?? null)
          : null,
      open,
      now,
    };
  });
}

type RankedSchool = AllocationSchool & { rank: number };
type Found = { schools: RankedSchool[]; total: number; needed: { seats: number; schools: number } };
const NOBODY: Found = { schools: [], total: 0, needed: { seats: 0, schools: 0 } };
type SchoolRow = RankedSchool & { total: number; neededSeats: number; needing: number };

/** Among bodies that need the same, those with more teachers who could come at once stand first. */
const RANKS: Record<SchoolOrder, Prisma.Sql> = {
  need: Prisma.sql`COALESCE(n.seats, 0) * 10000 + least(COALESCE(f.complete, 0), 9999)`,
  teachers: Prisma.sql`COALESCE(f.complete, 0)`,
  code: Prisma.sql`0`,
};

async function readSchools(
  reader: Reader,
  splitter: Splitter,
  subProject: SubProjectFacts,
  order: SchoolOrder,
  cursor: string | undefined,
): Promise<Found> {
  const [rank, code, id] = decodeCursor(cursor) ?? [];
  const after =
    typeof rank === "number" && typeof code === "string" && typeof id === "string"
      ? Prisma.sql`WHERE rank < ${rank}::int OR (rank = ${rank}::int AND (code, "schoolId") > (${code}, ${id}::uuid))`
      : Prisma.empty;
  const rows = await reader.$queryRaw<SchoolRow[]>`
    WITH ${receiversSql(splitter, subProject, RANKS[order])}
    SELECT * FROM schools ${after} ORDER BY rank DESC, code, "schoolId" LIMIT ${PAGE_SIZE + 1}`;
  const [first] = rows;
  return {
    schools: rows.map(({ total: _total, neededSeats: _seats, needing: _needing, ...school }) => school),
    total: first?.total ?? 0,
    needed: { seats: first?.neededSeats ?? 0, schools: first?.needing ?? 0 },
  };
}

/** All of them, since a split is fair only over the whole province or city. */
function readSplitSchools(
  reader: Reader,
  splitter: Splitter,
  subProject: SubProjectFacts,
): Promise<SplitSchool[]> {
  return reader.$queryRaw<SplitSchool[]>`
    WITH ${receiversSql(splitter, subProject, RANKS.code)}
    SELECT "schoolId", code, seats, COALESCE(need, 0) AS need, complete FROM schools`;
}
