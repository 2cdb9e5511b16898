import type { Actor } from "@/lib/access";
import { decodeCursor, encodeCursor } from "@/lib/kernel/page";
import { db, type Prisma, statement } from "@/lib/platform/db";
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
      select: { id: true, submittedAt: true, confirmedAt: true },
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
  return {
    tab,
    tabs: tabs.map((one) => ({ tab: one, count: countOf(one) })),
    rows: await readRows(
      shown.map((row) => row.id),
      actor,
    ),
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

type Row = Omit<EnrolmentRow, "shown" | "subProject"> & {
  state: EnrolmentState;
  returnedTo: string | null;
  subProjectId: string;
  code: string;
  shortName: string;
  shortNameEn: string;
};

/** In the order of the ids. The eligibility lines are counted where they lie: they are a hundred times what a row shows of them. */
async function readRows(ids: string[], actor: Actor): Promise<EnrolmentRow[]> {
  const rows = await statement<Row>(
    `SELECT e.id, e.state, e.returned_to AS "returnedTo", t.name AS "teacherName", t.title, o.name AS school, o.name_en AS "schoolEn",
      s.id AS "subProjectId", s.code, s.short_name AS "shortName", s.short_name_en AS "shortNameEn",
      lines.met AS "linesMet", lines.to_judge AS "linesToJudge", lines.unmet AS "linesUnmet", t.version <> e.teacher_version AS changed,
      e.submitted_at AS "submittedAt", e.confirmed_at AS "confirmedAt", e.replaces_id AS "replacesId"
    FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, position)
    JOIN enrolments e ON e.id = wanted.id
    JOIN teachers t ON t.id = e.teacher_id
    JOIN organisations o ON o.id = e.school_id
    JOIN sub_projects s ON s.id = e.sub_project_id
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE line->'ok' = 'true')::int AS met, count(*) FILTER (WHERE line->'ok' = 'null')::int AS to_judge,
        count(*) FILTER (WHERE line->'ok' = 'false')::int AS unmet
      FROM jsonb_array_elements(e.eligibility) line) lines
    ORDER BY wanted.position`,
    [ids],
  );
  return rows.map(({ state, returnedTo, subProjectId, code, shortName, shortNameEn, ...row }) => ({
    ...row,
    shown: showState(state, returnedTo, actor.role),
    subProject: toSubProjectShort({ id: subProjectId, code, shortName, shortNameEn }),
  }));
}
