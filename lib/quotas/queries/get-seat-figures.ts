import { type Actor, authorise } from "@/lib/access";
import { type Statements, scoped } from "@/lib/platform/db";
import type { SeatFigures } from "../views";

/** The actor's own level in figures: the country for national bodies, else the own province, city or school. Lapses count as posted. */
export async function getSeatFigures(actor: Actor, params: { year: number }): Promise<SeatFigures> {
  const scope = authorise(actor, "quota.read");
  if (scope === "all") return readSeatFigures(scoped(actor), params.year, null);
  const own = scope === "own" || actor.role === "city";
  return readSeatFigures(scoped(actor), params.year, own ? actor.organisationId : actor.provinceId);
}

/** `organisationId` null takes the root accounts. */
export async function readSeatFigures(
  reader: Statements,
  year: number,
  organisationId: string | null,
): Promise<SeatFigures> {
  const rows = await reader.$queryRaw<SeatFigures[]>`
    WITH own AS (
      SELECT a.id, a.granted, a.handed_down FROM quota_accounts a JOIN sub_projects s ON s.id = a.sub_project_id
      WHERE s.year = ${year} AND CASE WHEN ${organisationId}::uuid IS NULL THEN a.parent_id IS NULL
        ELSE a.organisation_id = ${organisationId}::uuid END
    ), tree AS (
      SELECT id, 0 AS depth FROM own
      UNION ALL SELECT c.id, 1 FROM quota_accounts c JOIN own ON own.id = c.parent_id
      UNION ALL SELECT g.id, 2 FROM quota_accounts g JOIN quota_accounts c ON c.id = g.parent_id JOIN own ON own.id = c.parent_id
      UNION ALL SELECT h.id, 3 FROM quota_accounts h JOIN quota_accounts g ON g.id = h.parent_id JOIN quota_accounts c ON c.id = g.parent_id
        JOIN own ON own.id = c.parent_id
    ), cards AS (
      SELECT t.depth, r.state, r.state <> 'used' AND r.lapses_at <= (SELECT business_now()) AS due
      FROM tree t JOIN registration_cards r ON r.account_id = t.id WHERE r.state IN ('issued', 'bound', 'used')
    ), balances AS (
      SELECT COALESCE(sum(granted), 0)::int AS granted, COALESCE(sum(handed_down), 0)::int AS handed_down FROM own
    ), counts AS (
      SELECT count(*) FILTER (WHERE NOT due)::int AS carded, count(*) FILTER (WHERE state = 'used')::int AS used,
        count(*) FILTER (WHERE state = 'issued' AND NOT due)::int AS unbound,
        count(*) FILTER (WHERE depth = 0)::int AS own_cards, count(*) FILTER (WHERE depth = 0 AND due)::int AS own_due,
        count(*) FILTER (WHERE depth = 1 AND due)::int AS due_below
      FROM cards
    )
    SELECT granted - own_due AS granted, handed_down - due_below AS "handedDown",
      granted - handed_down + due_below - own_cards AS left, carded, used, unbound
    FROM balances, counts`;
  const figures = rows[0];
  if (!figures) throw new Error("sums give a row");
  return figures;
}
