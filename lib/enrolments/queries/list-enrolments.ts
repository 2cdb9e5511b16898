import { type Actor, can } from "@/lib/access";
import { isId } from "@/lib/kernel/id";
import { decodeCursor, encodeCursor } from "@/lib/kernel/page";
import { Prisma, read } from "@/lib/platform/db";
import { enrolmentsInScopeSql } from "../access";
import { MOVE_UNDECIDED, RECORD_CHANGED } from "../change-store";
import { delegatedAtAll, ownClasses, ownStaff } from "../delegation-store";
import type { EnrolmentFilter } from "../filter-schema";
import { conditionsOf } from "../filter-store";
import type { FilterChoices } from "../filter-views";
import {
  listed,
  ORDERS,
  type Order,
  orderOf,
  readEnrolmentRows,
  TAB_STATES,
  tabCondition,
  tabsOf,
} from "../list-store";
import type { EnrolmentState, EnrolmentTab } from "../schema";
import { toSubProjectShort } from "../store";
import type { EnrolmentList, LeftToGrantor } from "../views";

const PAGE_SIZE = 50;

type Counted = { state: EnrolmentState; count: number; replacements: number; byHand: number };
type SubProjectRow = { id: string; code: string; shortName: string; shortNameEn: string };
type BodyRow = FilterChoices["schools"][number] & {
  kind: "school" | "delegation";
  cityName: string | null;
  cityNameEn: string | null;
};

/**
 * The school's list and the province's queue, those who wait longest first, 50 a page. Counts of the tabs follow the filters;
 * four statements, whatever the number of rows.
 */
export async function listEnrolments(
  actor: Actor,
  year: number,
  filter: EnrolmentFilter,
): Promise<EnrolmentList> {
  const { tabs, tab } = tabsOf(actor, filter);
  const scope = Prisma.sql`e.year = ${year} AND ${enrolmentsInScopeSql(actor, "enrolment.read")} AND ${listed(actor)}`;
  const filtered = Prisma.join([scope, ...conditionsOf(year, filter)], " AND ");
  const order = orderOf(tab);
  const byHand =
    tab === "to-review"
      ? Prisma.sql`count(*) FILTER (WHERE e.state = 'confirmed' AND (e.needs_judgement OR ${MOVE_UNDECIDED} OR ${RECORD_CHANGED}))`
      : Prisma.sql`0`;
  const [counts, found, subProjects, bodies, left] = await Promise.all([
    read<Counted>(
      actor,
      Prisma.sql`
      SELECT e.state, count(*) AS count, count(e.replaces_id) AS replacements, ${byHand} AS "byHand"
      FROM enrolments e WHERE ${filtered} GROUP BY e.state`,
    ),
    readEnrolmentRows((sql) => read(actor, sql), actor, {
      where: Prisma.join([filtered, tabCondition(tab), after(filter.cursor, order)], " AND "),
      order,
      most: PAGE_SIZE + 1,
    }),
    read<SubProjectRow>(
      actor,
      Prisma.sql`
      SELECT s.id, s.code, s.short_name AS "shortName", s.short_name_en AS "shortNameEn" FROM sub_projects s
      WHERE s.year = ${year} AND EXISTS (SELECT 1 FROM enrolments e WHERE e.sub_project_id = s.id AND ${scope}) ORDER BY s.position`,
    ),
    actor.role === "school" ? [] : readBodies(actor, year, scope),
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
    next: found.length > PAGE_SIZE && last ? encodeCursor([last[order]?.toISOString() ?? "", last.id]) : null,
    total: countOf(tab),
    byHand: counts.reduce((sum, one) => sum + one.byHand, 0),
    subProjects: subProjects.map(toSubProjectShort),
    ...choicesOf(bodies),
    left,
  };
}

/** The schools whose people are in the list, and the delegations of the body that hold now: one statement for both. */
function readBodies(actor: Actor, year: number, scope: Prisma.Sql): Promise<BodyRow[]> {
  const delegations = can(actor, "delegation.grant")
    ? Prisma.sql`UNION ALL
        SELECT 'delegation', d.id, o.name, o.name_en, NULL, NULL, NULL FROM delegations d JOIN organisations o ON o.id = d.grantee_id
        WHERE d.grantor_id = ${actor.organisationId}::uuid AND d.year = ${year}::int AND d.revoked_at IS NULL
          AND d.starts_at <= (SELECT business_now()) AND (SELECT business_now()) < d.ends_at`
    : Prisma.empty;
  return read<BodyRow>(
    actor,
    Prisma.sql`
    SELECT * FROM ((SELECT 'school' AS kind, o.id, o.name, o.name_en AS "nameEn", c.id AS "cityId", c.name AS "cityName", c.name_en AS "cityNameEn"
    FROM organisations o LEFT JOIN organisations c ON c.id = o.parent_id AND c.kind = 'city'
    WHERE o.kind = 'school' AND EXISTS (SELECT 1 FROM enrolments e WHERE e.school_id = o.id AND ${scope})
    ORDER BY o.name, o.id LIMIT 1000) ${delegations}) b ORDER BY kind, name, id`,
  );
}

function choicesOf(bodies: BodyRow[]): FilterChoices {
  const cities = new Map<string, FilterChoices["cities"][number]>();
  const choices: FilterChoices = { schools: [], cities: [], delegations: [] };
  for (const { kind, id, name, nameEn, cityId, cityName, cityNameEn } of bodies) {
    if (kind === "delegation") choices.delegations.push({ id, name, nameEn });
    else choices.schools.push({ id, name, nameEn, cityId });
    if (cityId && cityName)
      cities.set(cityId, { id: cityId, name: cityName, nameEn: cityNameEn ?? cityName });
  }
  choices.cities = [...cities.values()].toSorted((a, b) => a.name.localeCompare(b.name, "zh-CN"));
  return choices;
}

/** What waits among the delegated and is not for this delegate: own staff first, the rest for the classes that its body runs. */
async function countLeft(actor: Actor, year: number): Promise<LeftToGrantor> {
  const [row] = await read<LeftToGrantor>(
    actor,
    Prisma.sql`
    SELECT count(*) FILTER (WHERE ${ownStaff(actor)}) AS staff, count(*) FILTER (WHERE NOT ${ownStaff(actor)} AND ${ownClasses(actor)}) AS classes
    FROM enrolments e WHERE e.year = ${year} AND e.state = 'confirmed' AND ${delegatedAtAll(actor)}`,
  );
  return row ?? { staff: 0, classes: 0 };
}

function after(cursor: string | undefined, order: Order): Prisma.Sql {
  const [at, id] = decodeCursor(cursor) ?? [];
  const instant = new Date(String(at));
  if (Number.isNaN(instant.getTime()) || typeof id !== "string" || !isId(id)) return Prisma.sql`true`;
  return Prisma.sql`(${ORDERS[order]}, e.id) > (${instant}::timestamptz, ${id}::uuid)`;
}
