import type { Actor } from "@/lib/access";
import { decodeCursor, encodeCursor } from "@/lib/kernel/page";
import { db, type Prisma } from "@/lib/platform/db";
import { enrolmentsInScope } from "../access";
import { showState } from "../lifecycle";
import {
  type EnrolmentFilter,
  type EnrolmentList,
  type EnrolmentRow,
  type EnrolmentState,
  type EnrolmentTab,
  PROVINCE_TABS,
  SCHOOL_TABS,
} from "../schema";
import { SUB_PROJECT_SHORT, toSubProjectShort } from "../store";

const PAGE_SIZE = 50;

const TAB_STATES: Record<EnrolmentTab, Prisma.EnrolmentWhereInput> = {
  "to-confirm": { state: "submitted" },
  "to-review": { state: "confirmed" },
  "with-province": { state: "confirmed" },
  approved: { state: { in: ["approved", "placed", "completed"] } },
  returned: { state: "returned" },
  rejected: { state: "rejected" },
  replacements: { replacesId: { not: null } },
  ended: { state: { in: ["rejected", "withdrawn", "replaced"] } },
  all: {},
};

const rowSelect = {
  id: true,
  state: true,
  returnedTo: true,
  teacherVersion: true,
  submittedAt: true,
  confirmedAt: true,
  replacesId: true,
  teacher: { select: { name: true, title: true, version: true } },
  school: { select: { name: true, nameEn: true } },
  subProject: { select: SUB_PROJECT_SHORT },
} satisfies Prisma.EnrolmentSelect;

/**
 * The school's list and the province's queue, those who wait longest first, 50 a page. Counts of the tabs follow the filters;
 * seven statements, whatever the number of rows.
 */
export async function listEnrolments(
  actor: Actor,
  year: number,
  filter: EnrolmentFilter,
): Promise<EnrolmentList> {
  const tabs: readonly EnrolmentTab[] = actor.role === "school" ? SCHOOL_TABS : PROVINCE_TABS;
  const tab = filter.tab && tabs.includes(filter.tab) ? filter.tab : (tabs[0] ?? "all");
  const scope: Prisma.EnrolmentWhereInput = { AND: [enrolmentsInScope(actor, "enrolment.read"), { year }] };
  const filtered: Prisma.EnrolmentWhereInput = { AND: [scope, filterOf(filter)] };
  const where: Prisma.EnrolmentWhereInput = { AND: [filtered, TAB_STATES[tab]] };
  // A queue is read in the order in which its rows reached this desk.
  const key = tab === "to-review" || tab === "with-province" ? "confirmedAt" : "submittedAt";
  const [states, replacements, found, subProjects, schools] = await Promise.all([
    db().enrolment.groupBy({ by: ["state"], where: filtered, _count: { _all: true } }),
    db().enrolment.count({ where: { AND: [filtered, TAB_STATES.replacements] } }),
    db().enrolment.findMany({
      where: { AND: [where, after(filter.cursor, key)] },
      orderBy: [{ [key]: "asc" }, { id: "asc" }],
      take: PAGE_SIZE + 1,
      select: rowSelect,
    }),
    db().subProject.findMany({
      where: { year, enrolments: { some: scope } },
      orderBy: { position: "asc" },
      select: SUB_PROJECT_SHORT,
    }),
    actor.role === "school"
      ? []
      : db().organisation.findMany({
          where: { kind: "school", enrolments: { some: scope } },
          orderBy: [{ name: "asc" }, { id: "asc" }],
          take: 1000,
          select: { id: true, name: true, nameEn: true },
        }),
  ]);
  const countOf = (wanted: EnrolmentTab): number => {
    if (wanted === "replacements") return replacements;
    const accepted = statesOf(wanted);
    return states
      .filter((group) => accepted === null || accepted.includes(group.state))
      .reduce((sum, group) => sum + group._count._all, 0);
  };
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const verdicts = await countVerdicts(shown.map((row) => row.id));
  return {
    tab,
    tabs: tabs.map((one) => ({ tab: one, count: countOf(one) })),
    rows: shown.map((row) => toRow(row, verdicts.get(row.id) ?? NO_VERDICTS, actor)),
    next: found.length > PAGE_SIZE && last ? encodeCursor([last[key]?.toISOString() ?? "", last.id]) : null,
    total: countOf(tab),
    subProjects: subProjects.map(toSubProjectShort),
    schools,
  };
}

function statesOf(tab: EnrolmentTab): string[] | null {
  const { state } = TAB_STATES[tab];
  if (typeof state === "string") return [state];
  return state && "in" in state && Array.isArray(state.in) ? state.in : null;
}

function filterOf(filter: EnrolmentFilter): Prisma.EnrolmentWhereInput {
  const { search } = filter;
  return {
    ...(filter.subProjectId ? { subProjectId: filter.subProjectId } : {}),
    ...(filter.schoolId ? { schoolId: filter.schoolId } : {}),
    ...(filter.check === "judgement" ? { needsJudgement: true } : {}),
    ...(filter.check === "met" ? { needsJudgement: false } : {}),
    ...(search
      ? {
          OR: [
            { teacher: { name: { contains: search } } },
            { school: { name: { contains: search } } },
            { card: { code: { contains: search.toUpperCase() } } },
          ],
        }
      : {}),
  };
}

function after(cursor: string | undefined, key: "confirmedAt" | "submittedAt"): Prisma.EnrolmentWhereInput {
  const [at, id] = decodeCursor(cursor) ?? [];
  const instant = new Date(String(at));
  if (typeof id !== "string" || Number.isNaN(instant.getTime())) return {};
  return { OR: [{ [key]: { gt: instant } }, { [key]: instant, id: { gt: id } }] };
}

type Verdicts = { met: number; toJudge: number; unmet: number };

const NO_VERDICTS: Verdicts = { met: 0, toJudge: 0, unmet: 0 };

/** Counted where the lines lie: with their evidence they are a hundred times what a row shows of them. */
async function countVerdicts(ids: string[]): Promise<Map<string, Verdicts>> {
  const rows = await db().$queryRaw<(Verdicts & { id: string })[]>`
    SELECT e.id, (count(*) FILTER (WHERE line->'ok' = 'true'))::int AS met,
      (count(*) FILTER (WHERE line->'ok' = 'null'))::int AS "toJudge", (count(*) FILTER (WHERE line->'ok' = 'false'))::int AS unmet
    FROM enrolments e, jsonb_array_elements(e.eligibility) line WHERE e.id = ANY (${ids}::uuid[]) GROUP BY e.id`;
  return new Map(rows.map((row) => [row.id, row]));
}

function toRow(
  row: Prisma.EnrolmentGetPayload<{ select: typeof rowSelect }>,
  verdicts: Verdicts,
  actor: Actor,
): EnrolmentRow {
  return {
    id: row.id,
    shown: showState(row.state as EnrolmentState, row.returnedTo, actor.role),
    teacherName: row.teacher.name,
    title: row.teacher.title,
    school: row.school.name,
    schoolEn: row.school.nameEn,
    subProject: toSubProjectShort(row.subProject),
    linesMet: verdicts.met,
    linesToJudge: verdicts.toJudge,
    linesUnmet: verdicts.unmet,
    changed: row.teacher.version !== row.teacherVersion,
    submittedAt: row.submittedAt,
    confirmedAt: row.confirmedAt,
    replacesId: row.replacesId,
  };
}
