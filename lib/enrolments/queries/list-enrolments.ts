import type { Actor } from "@/lib/access";
import { isId } from "@/lib/kernel/id";
import { decodeCursor, encodeCursor } from "@/lib/kernel/page";
import { Prisma, read } from "@/lib/platform/db";
import { enrolmentsInScopeSql } from "../access";
import { CHANGES_COLUMN, type RawChange, RECORD_CHANGED, toChanges } from "../change-store";
import { delegatedAtAll, ownClasses, ownStaff } from "../delegation-store";

import { conditionsOf } from "../filter-store";
import { showState } from "../lifecycle";
import {
  type EnrolmentFilter,
  type EnrolmentState,
  type EnrolmentTab,
  PROVINCE_TABS,
  SCHOOL_TABS,
} from "../schema";
import { toSubProjectShort } from "../store";
import type { EnrolmentList, EnrolmentRow, LeftToGrantor } from "../views";

const PAGE_SIZE = 50;

/** Null: whatever the state. */
const TAB_STATES: Record<EnrolmentTab, EnrolmentState[] | null> = {
  "to-confirm": ["submitted"],
  "to-review": ["confirmed"],
  "with-province": ["confirmed"],
  approved: ["approved", "placed", "completed"],
  returned: ["returned"],
  rejected: ["rejected"],
  replacements: null,
  ended: ["rejected", "withdrawn", "replaced"],
  all: null,
};

type Counted = { state: EnrolmentState; count: number; replacements: number; byHand: number };
type SubProjectRow = { id: string; code: string; shortName: string; shortNameEn: string };
type SchoolRow = { id: string; name: string; nameEn: string };

/**
 * The school's list and the province's queue, those who wait longest first, 50 a page. Counts of the tabs follow the filters;
 * four statements, whatever the number of rows.
 */
export async function listEnrolments(
  actor: Actor,
  year: number,
  filter: EnrolmentFilter,
): Promise<EnrolmentList> {
  const tabs: readonly EnrolmentTab[] = actor.role === "school" ? SCHOOL_TABS : PROVINCE_TABS;
  const tab = filter.tab && tabs.includes(filter.tab) ? filter.tab : (tabs[0] ?? "all");
  // What the province reviews stands on cards; of open classes the institution has its own list.
  const onCards = actor.role === "school" ? Prisma.sql`true` : Prisma.sql`e.card_id IS NOT NULL`;
  const scope = Prisma.sql`e.year = ${year} AND ${enrolmentsInScopeSql(actor, "enrolment.read")} AND ${onCards}`;
  const filtered = Prisma.join([scope, ...conditionsOf(filter)], " AND ");
  // A queue is read in the order in which its rows reached this desk.
  const key = tab === "to-review" || tab === "with-province" ? "confirmedAt" : "submittedAt";
  const byHand =
    tab === "to-review"
      ? Prisma.sql`count(*) FILTER (WHERE e.state = 'confirmed' AND (e.needs_judgement OR ${RECORD_CHANGED}))`
      : Prisma.sql`0`;
  const [counts, found, subProjects, schools, left] = await Promise.all([
    read<Counted>(Prisma.sql`
      SELECT e.state, count(*) AS count, count(e.replaces_id) AS replacements, ${byHand} AS "byHand"
      FROM enrolments e WHERE ${filtered} GROUP BY e.state`),
    readRows(Prisma.join([filtered, tabCondition(tab), after(filter.cursor, key)], " AND "), key, actor),
    read<SubProjectRow>(Prisma.sql`
      SELECT s.id, s.code, s.short_name AS "shortName", s.short_name_en AS "shortNameEn" FROM sub_projects s
      WHERE s.year = ${year} AND EXISTS (SELECT 1 FROM enrolments e WHERE e.sub_project_id = s.id AND ${scope}) ORDER BY s.position`),
    actor.role === "school"
      ? []
      : read<SchoolRow>(Prisma.sql`
          SELECT o.id, o.name, o.name_en AS "nameEn" FROM organisations o
          WHERE o.kind = 'school' AND EXISTS (SELECT 1 FROM enrolments e WHERE e.school_id = o.id AND ${scope})
          ORDER BY o.name, o.id LIMIT 1000`),
    actor.role === "delegate" ? countLeft(actor, year) : null,
  ]);
  const countOf = (wanted: EnrolmentTab): number => {
    const accepted = TAB_STATES[wanted];
    return counts
      .filter(({ state }) => accepted === null || accepted.includes(state))
      .reduce((sum, one) => sum + (wanted === "replacements" ? one.replacements : one.count), 0);
  };
  const rows = found.slice(0, PAGE_SIZE);
  const last = rows.at(-1);
  return {
    tab,
    tabs: tabs.map((one) => ({ tab: one, count: countOf(one) })),
    rows,
    next: found.length > PAGE_SIZE && last ? encodeCursor([last[key]?.toISOString() ?? "", last.id]) : null,
    total: countOf(tab),
    byHand: counts.reduce((sum, one) => sum + one.byHand, 0),
    subProjects: subProjects.map(toSubProjectShort),
    schools,
    left,
  };
}

/** What waits among the delegated and is not for this delegate: own staff first, the rest for the classes that its body runs. */
async function countLeft(actor: Actor, year: number): Promise<LeftToGrantor> {
  const [row] = await read<LeftToGrantor>(Prisma.sql`
    SELECT count(*) FILTER (WHERE ${ownStaff(actor)}) AS staff, count(*) FILTER (WHERE NOT ${ownStaff(actor)} AND ${ownClasses(actor)}) AS classes
    FROM enrolments e WHERE e.year = ${year} AND e.state = 'confirmed' AND ${delegatedAtAll(actor)}`);
  return row ?? { staff: 0, classes: 0 };
}

function tabCondition(tab: EnrolmentTab): Prisma.Sql {
  if (tab === "replacements") return Prisma.sql`e.replaces_id IS NOT NULL`;
  const states = TAB_STATES[tab];
  if (states === null) return Prisma.sql`true`;
  // One state by equality: the index then gives the rows in their order.
  return states.length === 1 ? Prisma.sql`e.state = ${states[0]}` : Prisma.sql`e.state = ANY (${states})`;
}

type Key = "confirmedAt" | "submittedAt";

const COLUMNS: Record<Key, Prisma.Sql> = {
  confirmedAt: Prisma.sql`e.confirmed_at`,
  submittedAt: Prisma.sql`e.submitted_at`,
};

function after(cursor: string | undefined, key: Key): Prisma.Sql {
  const [at, id] = decodeCursor(cursor) ?? [];
  const instant = new Date(String(at));
  if (Number.isNaN(instant.getTime()) || typeof id !== "string" || !isId(id)) return Prisma.sql`true`;
  return Prisma.sql`(${COLUMNS[key]}, e.id) > (${instant}::timestamptz, ${id}::uuid)`;
}

type Row = Omit<EnrolmentRow, "shown" | "subProject" | "changes"> & {
  changes: RawChange[] | null;
  state: EnrolmentState;
  returnedTo: string | null;
  subProjectId: string;
  code: string;
  shortName: string;
  shortNameEn: string;
};

/** One more than a page. The eligibility lines are counted where they lie: they are a hundred times what a row shows of them. */
async function readRows(where: Prisma.Sql, key: Key, actor: Actor): Promise<EnrolmentRow[]> {
  const rows = await read<Row>(Prisma.sql`
    SELECT e.id, e.state, e.returned_to AS "returnedTo", t.name AS "teacherName", t.title, o.name AS school, o.name_en AS "schoolEn",
      s.id AS "subProjectId", s.code, s.short_name AS "shortName", s.short_name_en AS "shortNameEn",
      lines.met AS "linesMet", lines.to_judge AS "linesToJudge", lines.unmet AS "linesUnmet", ${CHANGES_COLUMN} AS changes,
      e.submitted_at AS "submittedAt", e.confirmed_at AS "confirmedAt", e.replaces_id AS "replacesId"
    FROM (SELECT e.* FROM enrolments e WHERE ${where} ORDER BY ${COLUMNS[key]}, e.id LIMIT ${PAGE_SIZE + 1}) e
    JOIN teachers t ON t.id = e.teacher_id
    JOIN organisations o ON o.id = e.school_id
    JOIN sub_projects s ON s.id = e.sub_project_id
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE line->'ok' = 'true')::int AS met, count(*) FILTER (WHERE line->'ok' = 'null')::int AS to_judge,
        count(*) FILTER (WHERE line->'ok' = 'false')::int AS unmet
      FROM jsonb_array_elements(e.eligibility) line) lines
    ORDER BY ${COLUMNS[key]}, e.id`);
  return rows.map(({ state, returnedTo, subProjectId, code, shortName, shortNameEn, changes, ...row }) => ({
    ...row,
    changes: toChanges(changes),
    shown: showState(state, returnedTo, actor.role),
    subProject: toSubProjectShort({ id: subProjectId, code, shortName, shortNameEn }),
  }));
}
