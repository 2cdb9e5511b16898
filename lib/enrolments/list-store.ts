import type { Actor } from "@/lib/access";
import { Prisma } from "@/lib/platform/db";
import { CHANGES_COLUMN, MOVE_UNDECIDED, type RawChange, toChanges } from "./change-store";
import type { EnrolmentFilter } from "./filter-schema";
import { showState, WITHDRAWABLE } from "./lifecycle";
import { type EnrolmentState, type EnrolmentTab, PROVINCE_TABS, SCHOOL_TABS } from "./schema";
import { toSubProjectShort } from "./store";
import type { EnrolmentRow } from "./views";

/** Null: whatever the state. */
export const TAB_STATES: Record<EnrolmentTab, EnrolmentState[] | null> = {
  "to-confirm": ["submitted"],
  "to-review": ["confirmed"],
  "in-review": ["confirmed"],
  approved: ["approved", "placed", "completed"],
  returned: ["returned"],
  rejected: ["rejected"],
  replacements: null,
  ended: ["rejected", "withdrawn", "replaced"],
  all: null,
};

/** The tabs of the actor's list, and the one that is asked for, the first where none of them is. */
export function tabsOf(
  actor: Actor,
  { tab }: EnrolmentFilter,
): { tabs: readonly EnrolmentTab[]; tab: EnrolmentTab } {
  const tabs: readonly EnrolmentTab[] = actor.role === "school" ? SCHOOL_TABS : PROVINCE_TABS;
  return { tabs, tab: tab && tabs.includes(tab) ? tab : (tabs[0] ?? "all") };
}

/** What the province reviews stands on cards; of open classes the institution has its own list. */
export function listed(actor: Actor): Prisma.Sql {
  return actor.role === "school" ? Prisma.sql`true` : Prisma.sql`e.card_id IS NOT NULL`;
}

/** A queue is read in the order in which its rows reached this desk. */
export function orderOf(tab: EnrolmentTab): Order {
  return tab === "to-review" || tab === "in-review" ? "confirmedAt" : "submittedAt";
}

export function tabCondition(tab: EnrolmentTab): Prisma.Sql {
  if (tab === "replacements") return Prisma.sql`e.replaces_id IS NOT NULL`;
  const states = TAB_STATES[tab];
  if (states === null) return Prisma.sql`true`;
  // One state by equality: the index then gives the rows in their order.
  return states.length === 1 ? Prisma.sql`e.state = ${states[0]}` : Prisma.sql`e.state = ANY (${states})`;
}

export type Order = "confirmedAt" | "submittedAt";

export const ORDERS: Record<Order, Prisma.Sql> = {
  confirmedAt: Prisma.sql`e.confirmed_at`,
  submittedAt: Prisma.sql`e.submitted_at`,
};

type Row = Omit<EnrolmentRow, "shown" | "subProject" | "changes"> & {
  changes: RawChange[] | null;
  state: EnrolmentState;
  returnedTo: string | null;
  open: boolean;
  /** The teacher is at another school by now. */
  left: boolean;
  subProjectId: string;
  code: string;
  shortName: string;
  shortNameEn: string;
};

/** At most so many. The eligibility lines are counted where they lie: they are a hundred times what a row shows of them. */
export async function readEnrolmentRows(
  ask: <Found extends object>(sql: Prisma.Sql) => Promise<Found[]>,
  actor: Actor,
  { where, order, most }: { where: Prisma.Sql; order: Order; most: number },
): Promise<EnrolmentRow[]> {
  const rows = await ask<Row>(Prisma.sql`
    SELECT e.id, e.state, e.returned_to AS "returnedTo", e.card_id IS NULL AS open, t.name AS "teacherName",
      CASE WHEN t.school_id = e.school_id THEN t.title ELSE e.snapshot ->> 'title' END AS title, t.school_id <> e.school_id AS "left", o.name AS school, o.name_en AS "schoolEn",
      s.id AS "subProjectId", s.code, s.short_name AS "shortName", s.short_name_en AS "shortNameEn",
      lines.met AS "linesMet", lines.to_judge AS "linesToJudge", lines.unmet AS "linesUnmet", ${CHANGES_COLUMN} AS changes,
      e.submitted_at AS "submittedAt", e.confirmed_at AS "confirmedAt", e.replaces_id AS "replacesId",
      ${MOVE_UNDECIDED} AND e.state = ANY (${WITHDRAWABLE}) AS "moveUndecided"
    FROM (SELECT e.* FROM enrolments e WHERE ${where} ORDER BY ${ORDERS[order]}, e.id LIMIT ${most}) e
    JOIN teachers t ON t.id = e.teacher_id
    JOIN organisations o ON o.id = e.school_id
    JOIN sub_projects s ON s.id = e.sub_project_id
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE line->'ok' = 'true')::int AS met, count(*) FILTER (WHERE line->'ok' = 'null')::int AS to_judge,
        count(*) FILTER (WHERE line->'ok' = 'false')::int AS unmet
      FROM jsonb_array_elements(e.eligibility) line) lines
    ORDER BY ${ORDERS[order]}, e.id`);
  return rows.map(
    ({ state, returnedTo, open, left, subProjectId, code, shortName, shortNameEn, changes, ...row }) => ({
      ...row,
      // The record is another school's by then.
      changes: left && actor.role === "school" ? [] : toChanges(changes),
      shown: showState({ state, returnedTo, open }, actor.role),
      subProject: toSubProjectShort({ id: subProjectId, code, shortName, shortNameEn }),
    }),
  );
}
