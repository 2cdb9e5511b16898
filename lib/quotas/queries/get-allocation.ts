import { type Actor, authorise } from "@/lib/access";
import { decodeCursor, encodeCursor } from "@/lib/kernel/page";
import { Forbidden } from "@/lib/kernel/problem";
import { db, Prisma, type Reader } from "@/lib/platform/db";
import { loadSubProject, momentOf, windowIsOpen } from "@/lib/programmes";
import type { SubProjectFacts } from "@/lib/programmes/schema";
import { readProvinceSubProjects } from "../allocation-store";
import { lastYearSql } from "../need-store";
import { cardTerm, checkAllocationWindow, type SplitSchool, suggestSplit } from "../rules";
import type { AllocationFilter, SchoolOrder } from "../schema";
import { fits, levelFits } from "../store";
import type { Allocation, AllocationSchool } from "../views";
import { readSeatFigures } from "./get-seat-figures";

const PAGE_SIZE = 50;

type Params = Pick<AllocationFilter, "year"> & {
  [Key in keyof AllocationFilter]?: AllocationFilter[Key] | undefined;
};

/**
 * What a province splits: its sub-projects with what is left, and the schools of the chosen one, those that need most first
 * unless asked otherwise; with a fair split of what is left where one is asked for. Cards that lapsed without being posted are
 * counted as handed back.
 */
export async function getAllocation(actor: Actor, params: Params): Promise<Allocation> {
  if (authorise(actor, "quota.read") !== "subtree" || !actor.provinceId)
    throw new Forbidden("quota.allocate");
  const provinceId = actor.provinceId;
  const reader = db();
  const [subProjects, figures, { windows, now }] = await Promise.all([
    readProvinceSubProjects(reader, params.year, provinceId),
    readSeatFigures(reader, params.year, provinceId),
    momentOf(reader, params.year, provinceId),
  ]);
  const chosen = subProjects.find((row) => row.code === params.subProject) ?? subProjects[0] ?? null;
  const facts = chosen && (await loadSubProject(reader, chosen.id));
  const order = params.order ?? "need";
  const [found, split] = facts
    ? await Promise.all([
        readSchools(reader, provinceId, facts, order, params.cursor),
        params.suggest ? readSplitSchools(reader, provinceId, facts) : null,
      ])
    : [NOBODY, null];
  const shown = found.schools.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const open = checkAllocationWindow(windows, now).length === 0;
  return {
    year: params.year,
    figures,
    subProjects,
    chosen,
    schools: shown.map(({ rank: _, ...school }) => school),
    schoolTotal: found.total,
    needed: found.needed,
    suggestion:
      split && chosen && params.suggest
        ? suggestSplit(chosen.left, split, {
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
}

type RankedSchool = AllocationSchool & { rank: number };
type Found = { schools: RankedSchool[]; total: number; needed: { seats: number; schools: number } };
const NOBODY: Found = { schools: [], total: 0, needed: { seats: 0, schools: 0 } };
type SchoolRow = RankedSchool & { total: number; neededSeats: number; needing: number };

/** Among schools that need the same, those with more teachers who could come at once stand first. */
const RANKS: Record<SchoolOrder, Prisma.Sql> = {
  need: Prisma.sql`COALESCE(n.seats, 0) * 10000 + least(COALESCE(f.complete, 0), 9999)`,
  teachers: Prisma.sql`COALESCE(f.complete, 0)`,
  code: Prisma.sql`0`,
};

/** The schools of a province that a sub-project is for, as a list of statements for `WITH` ending in `schools`. */
function schoolsSql(provinceId: string, subProject: SubProjectFacts, order: SchoolOrder): Prisma.Sql {
  const sinceYear = subProject.year - (subProject.criteria.notTrainedInGroupWithinYears ?? 3);
  return Prisma.sql`fitting AS (
      SELECT t.school_id, count(*)::int AS fitting, (count(*) FILTER (WHERE t.problem_count = 0))::int AS complete
      FROM teachers t JOIN organisations o ON o.id = t.school_id
      WHERE o.province_id = ${provinceId}::uuid AND ${fits(subProject.criteria)} GROUP BY t.school_id
    ), trained AS (
      SELECT t.school_id, count(DISTINCT t.id)::int AS trained FROM past_trainings p
        JOIN teachers t ON t.id = p.teacher_id JOIN organisations o ON o.id = t.school_id
      WHERE o.province_id = ${provinceId}::uuid AND p.equivalence_group = ${subProject.equivalenceGroup}
        AND p.year >= ${sinceYear} GROUP BY t.school_id
    ), last AS (${lastYearSql(
      subProject.year,
      Prisma.sql`s.id = ${subProject.id}::uuid AND o.province_id = ${provinceId}::uuid`,
    )}), cards AS (
      SELECT r.account_id, (count(*) FILTER (WHERE r.state = 'bound' AND r.lapses_at > (SELECT business_now())))::int AS bound,
        (count(*) FILTER (WHERE r.state = 'used'))::int AS used,
        (count(*) FILTER (WHERE r.state <> 'used' AND r.lapses_at <= (SELECT business_now())))::int AS due
      FROM registration_cards r WHERE r.sub_project_id = ${subProject.id}::uuid AND r.state IN ('issued', 'bound', 'used')
      GROUP BY r.account_id
    ), schools AS (
      SELECT o.id AS "schoolId", o.code, o.name, o.name_en AS "nameEn", o.school_level AS level,
        COALESCE(f.fitting, 0) AS fitting, COALESCE(f.complete, 0) AS complete, COALESCE(h.trained, 0) AS trained,
        n.seats AS need, NULLIF(n.reason, '') AS "needReason", l.seats AS "lastSeats", l.used AS "lastUsed",
        COALESCE(a.granted - COALESCE(c.due, 0), 0) AS seats, COALESCE(a.carded - COALESCE(c.due, 0), 0) AS cards,
        COALESCE(c.bound, 0) AS bound, COALESCE(c.used, 0) AS used, (count(*) OVER ())::int AS total,
        (sum(COALESCE(n.seats, 0)) OVER ())::int AS "neededSeats", (count(*) FILTER (WHERE n.seats > 0) OVER ())::int AS needing,
        ${RANKS[order]} AS rank
      FROM organisations o
        LEFT JOIN quota_accounts a ON a.organisation_id = o.id AND a.sub_project_id = ${subProject.id}::uuid
        LEFT JOIN seat_needs n ON n.school_id = o.id AND n.sub_project_id = ${subProject.id}::uuid
        LEFT JOIN cards c ON c.account_id = a.id LEFT JOIN last l ON l.school_id = o.id
        LEFT JOIN fitting f ON f.school_id = o.id LEFT JOIN trained h ON h.school_id = o.id
      WHERE o.province_id = ${provinceId}::uuid AND o.kind = 'school' AND ${levelFits(subProject.criteria)}
    )`;
}

async function readSchools(
  reader: Reader,
  provinceId: string,
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
    WITH ${schoolsSql(provinceId, subProject, order)}
    SELECT * FROM schools ${after} ORDER BY rank DESC, code, "schoolId" LIMIT ${PAGE_SIZE + 1}`;
  const [first] = rows;
  return {
    schools: rows.map(({ total: _total, neededSeats: _seats, needing: _needing, ...school }) => school),
    total: first?.total ?? 0,
    needed: { seats: first?.neededSeats ?? 0, schools: first?.needing ?? 0 },
  };
}

/** All of them, since a split is fair only over the whole province. */
function readSplitSchools(
  reader: Reader,
  provinceId: string,
  subProject: SubProjectFacts,
): Promise<SplitSchool[]> {
  return reader.$queryRaw<SplitSchool[]>`
    WITH ${schoolsSql(provinceId, subProject, "code")}
    SELECT "schoolId", code, seats, COALESCE(need, 0) AS need, complete FROM schools`;
}
