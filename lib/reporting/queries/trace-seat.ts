import { type Actor, authorise, type Scope } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { Prisma, read } from "@/lib/platform/db";
import { mayName } from "../rules";
import { subtreeSql } from "../store";
import type { SeatStep, SeatTrace } from "../views";

type Card = {
  id: string;
  code: string;
  state: string;
  lapsed: boolean;
  year: number;
  sub_project_id: string;
  sub_code: string;
  sub_name: string;
  sub_name_en: string;
};

type Row = Omit<SeatStep, "actorName" | "link"> & {
  actorName: string;
  actorRole: string;
  place: number;
  linkKind: string;
  linkId: string;
};

/**
 * One seat from the ministry's plan to the person on it, in the order in which it happened. Names stand where the reader may know
 * them: of one's own level and those below it. Two statements.
 */
export async function traceSeat(actor: Actor, cardId: string): Promise<SeatTrace> {
  const scope = authorise(actor, "seat.trace");
  const [card] = await read<Card>(
    actor,
    Prisma.sql`
    SELECT k.id, k.code, k.state, k.state IN ('issued', 'bound') AND k.lapses_at <= business_now() AS lapsed, s.year, s.id AS sub_project_id,
      s.code AS sub_code, s.name AS sub_name, s.name_en AS sub_name_en
    FROM registration_cards k JOIN sub_projects s ON s.id = k.sub_project_id JOIN organisations o ON o.id = k.school_id
    WHERE k.id = ${cardId}::uuid AND ${inScope(actor, scope)}`,
  );
  if (!card) throw new NotFound("card");
  const rows = await read<Row>(
    actor,
    Prisma.sql`
    WITH RECURSIVE line AS (
      SELECT a.id, a.parent_id, a.organisation_id, a.sub_project_id, k.issued_at, 0 AS up FROM registration_cards k JOIN quota_accounts a ON a.id = k.account_id
      WHERE k.id = ${cardId}::uuid
      UNION ALL SELECT a.id, a.parent_id, a.organisation_id, a.sub_project_id, l.issued_at, l.up + 1 FROM line l JOIN quota_accounts a ON a.id = l.parent_id
    ), own AS (
      SELECT e.* FROM enrolments e WHERE e.card_id = ${cardId}::uuid ${
        scope === "self" ? Prisma.sql`AND e.teacher_id = ${actor.teacherId}::uuid` : Prisma.empty
      }
    )
    SELECT 'seats-' || q.kind AS kind, q.id, q.at, q.actor_name AS "actorName", q.actor_role AS "actorRole", o.short_name AS body,
      o.short_name_en AS "bodyEn", q.seats, NULL AS person, NULL AS reason, 10 - l.up AS place, 'account' AS "linkKind", l.organisation_id AS "linkId"
    FROM line l JOIN organisations o ON o.id = l.organisation_id
    JOIN LATERAL (SELECT * FROM quota_entries q WHERE q.account_id = l.id AND q.at <= l.issued_at
      AND (q.kind IN ('plan', 'hand-down', 'top-up') OR (q.kind = 'card' AND l.up = 0)) ) q ON true
    WHERE q.id IN (SELECT DISTINCT ON (z.account_id, z.kind) z.id FROM quota_entries z WHERE z.account_id = l.id AND z.at <= l.issued_at
      ORDER BY z.account_id, z.kind, z.at DESC, z.id DESC)
    UNION ALL
    SELECT v.kind, v.id, v.business_at, v.actor_name, v.actor_role, v.organisation_name, v.organisation_name, NULL, NULL, NULL, 20, 'card', ${cardId}::uuid
    FROM audit_events v WHERE v.subject_kind = 'registration-card' AND v.subject_id = ${cardId} AND v.kind IN ('card.bound', 'card.unbound')
    UNION ALL
    SELECT v.kind, v.id, v.business_at, v.actor_name, v.actor_role, v.organisation_name, v.organisation_name,
      jsonb_array_length(v.payload -> 'cards'), NULL, v.payload ->> 'reason', 20, 'account', k.school_id
    FROM registration_cards k JOIN line l ON l.up = 1 JOIN audit_events v ON v.subject_kind = 'quota-account' AND v.subject_id = l.id::text
    WHERE k.id = ${cardId}::uuid AND v.kind = 'card.recalled' AND v.payload -> 'cards' ? k.code
    UNION ALL
    SELECT 'card.expired', k.id, k.lapses_at, '', 'system', o.short_name, o.short_name_en, NULL, NULL, NULL, 20, 'account', k.school_id
    FROM registration_cards k JOIN organisations o ON o.id = k.school_id
    WHERE k.id = ${cardId}::uuid AND (k.state = 'lapsed' OR k.state IN ('issued', 'bound') AND k.lapses_at <= business_now())
    UNION ALL
    SELECT 'enrolment-' || v.kind, v.id, v.at, v.actor_name, v.actor_role, v.organisation_name, v.organisation_name, NULL, t.name, NULL, 30, 'enrolment', e.id
    FROM own e JOIN enrolment_events v ON v.enrolment_id = e.id JOIN teachers t ON t.id = e.teacher_id
    UNION ALL
    SELECT 'notice-issued', n.id, n.issued_at, COALESCE(n.issued_by_name, ''), 'institution', o.short_name, o.short_name_en, NULL, NULL, NULL, 40, 'class', c.id
    FROM own e JOIN training_classes c ON c.id = e.class_id JOIN opening_notices n ON n.class_id = c.id AND n.state = 'issued'
    JOIN organisations o ON o.id = c.institution_id
    ORDER BY 3, place, 2`,
  );
  return {
    id: card.id,
    code: card.code,
    state: card.lapsed ? "lapsed" : card.state,
    year: card.year,
    subProjectCode: card.sub_code,
    subProjectName: card.sub_name,
    subProjectNameEn: card.sub_name_en,
    steps: rows.map((row) => toStep(row, actor, card)),
  };
}

/** On `registration_cards k` and its school `o`. */
function inScope(actor: Actor, scope: Scope): Prisma.Sql {
  if (scope === "all") return Prisma.sql`true`;
  if (scope === "subtree") return subtreeSql(actor);
  if (scope === "own") return Prisma.sql`o.id = ${actor.organisationId}::uuid`;
  return Prisma.sql`k.teacher_id = ${actor.teacherId}::uuid`;
}

function toStep(row: Row, actor: Actor, card: Card): SeatStep {
  const named = mayName(actor.role, row.actorRole);
  const links: Record<string, string | null> = {
    account: `/programmes/${card.year}/quotas/history?subProjectId=${card.sub_project_id}&organisationId=${row.linkId}`,
    card: `/programmes/${card.year}/cards/${row.linkId}`,
    enrolment: `/programmes/${card.year}/enrolments/${row.linkId}`,
    class: `/classes/${row.linkId}`,
  };
  const reachable = named && (["province", "city", "school"].includes(actor.role) || row.linkKind !== "card");
  return {
    id: row.id,
    kind: row.kind,
    at: row.at,
    actorName: named ? row.actorName : null,
    actorRole: row.actorRole,
    body: row.body,
    bodyEn: row.bodyEn,
    seats: row.seats,
    person: named ? row.person : null,
    // Whoever gives it is told that the school reads it.
    reason: actor.role === "teacher" ? null : row.reason,
    link: reachable && actor.role !== "teacher" ? (links[row.linkKind] ?? null) : null,
  };
}
