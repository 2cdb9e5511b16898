import { type Actor, authorise } from "@/lib/access";
import { delegatedEnrolments } from "@/lib/enrolments";
import { Prisma, read } from "@/lib/platform/db";
import type { Desk, DeskBody, DeskDuty, DeskFigure, DeskTask, DeskTaskKey } from "../schema";
import { getCalendar } from "./get-calendar";

const FIGURES = ["issued", "carded", "submitted", "confirmed", "approved", "placed"] as const;

/** The actor's own desk: what waits, by when, and the figures of the own scope. Five statements, whatever the size. */
export async function getDesk(actor: Actor): Promise<Desk> {
  authorise(actor, "desk.read");
  const calendar = await getCalendar(actor);
  const { year } = calendar;
  if (year === null) return { ...calendar, tasks: [], figures: [], bodies: [], duties: [] };
  const [tasks, figures, bodies, duties] = await Promise.all([
    listTasks(actor, year),
    listFigures(actor, year),
    listBodies(actor, year),
    listDuties(actor, year),
  ]);
  return { ...calendar, tasks, figures, bodies, duties };
}

type Waiting = { key: DeskTaskKey; count: number; window: string | null };

async function listTasks(actor: Actor, year: number): Promise<DeskTask[]> {
  const own = actor.organisationId;
  const at = `/programmes/${year}`;
  const places: Record<DeskTaskKey, string> = {
    "publish-catalogue": at,
    "issue-quota": `${at}/quotas`,
    "issue-notice": "/notices/manage",
    "place-enrolments": `${at}/placement`,
    "accept-placement": `${at}/placement`,
    "review-enrolments": `${at}/enrolments`,
    "review-delegated": `${at}/enrolments`,
    "judge-enrolments": `${at}/enrolments?check=judgement`,
    "hand-down-seats": `${at}/quotas`,
    "issue-cards": `${at}/quotas`,
    "form-class": `${at}/classes`,
    "issue-opening-notice": `${at}/classes`,
    "recheck-enrolments": `${at}/recheck`,
    "confirm-enrolments": `${at}/enrolments`,
    "mend-returned": `${at}/enrolments?tab=returned`,
    "bind-cards": `${at}/cards`,
    "complete-records": "/teachers?tab=incomplete",
    "answer-objections": `${at}/enrolments?tab=rejected`,
    "execute-moves": `${at}/quotas/moves`,
    "answer-moves": `${at}/quotas/moves`,
    "decide-cancellations": `${at}/classes`,
    "take-in-teachers": "/teachers/moves",
    "decide-moved": `${at}/enrolments?tab=all&check=moved`,
  };
  const queries: Partial<Record<Actor["role"], Prisma.Sql>> = {
    ministry: Prisma.sql`
      SELECT 'publish-catalogue' AS key, count(*) AS count, NULL AS window FROM programme_years WHERE year = ${year} AND state = 'draft'
      UNION ALL SELECT 'issue-quota', count(*), 'quota-table' FROM sub_projects s WHERE s.year = ${year} AND s.mode = 'quota'
        AND NOT EXISTS (SELECT 1 FROM quota_accounts a WHERE a.sub_project_id = s.id AND a.parent_id IS NULL AND a.handed_down > 0)
      UNION ALL SELECT 'issue-notice', count(*), NULL FROM notices WHERE state = 'draft' AND issuer_id = ${own}::uuid
      UNION ALL SELECT 'execute-moves', count(*), NULL FROM seat_moves m JOIN sub_projects s ON s.id = m.sub_project_id AND s.year = ${year}
        WHERE m.state = 'agreed' AND m.expires_at > (SELECT business_now())`,
    office: Prisma.sql`
      SELECT 'place-enrolments' AS key, count(DISTINCT e.sub_project_id) AS count, 'placement' AS window FROM enrolments e
        WHERE e.year = ${year} AND e.state = 'approved'
        AND NOT EXISTS (SELECT 1 FROM placement_proposals p WHERE p.sub_project_id = e.sub_project_id AND p.state = 'proposed')
      UNION ALL SELECT 'accept-placement', count(*), 'placement' FROM placement_proposals p JOIN sub_projects s ON s.id = p.sub_project_id
        WHERE s.year = ${year} AND p.state = 'proposed'
      UNION ALL SELECT 'decide-cancellations', count(*), NULL FROM class_cancellations x JOIN training_classes c ON c.id = x.class_id
        JOIN designations d ON d.id = c.designation_id JOIN sub_projects s ON s.id = d.sub_project_id AND s.year = ${year} WHERE x.state = 'requested'`,
    province: Prisma.sql`
      SELECT 'review-enrolments' AS key, count(*) AS count, 'qualification-review' AS window FROM enrolments
        WHERE province_id = ${own}::uuid AND state = 'confirmed' AND NOT needs_judgement AND year = ${year} AND card_id IS NOT NULL
          AND (teacher_moved_at IS NULL OR move_kept_at IS NOT NULL)
      UNION ALL SELECT 'judge-enrolments', count(*), 'qualification-review' FROM enrolments
        WHERE province_id = ${own}::uuid AND state = 'confirmed' AND needs_judgement AND year = ${year} AND card_id IS NOT NULL
      UNION ALL SELECT 'answer-objections', count(*), NULL FROM objections o JOIN enrolments e ON e.id = o.enrolment_id
        WHERE e.province_id = ${own}::uuid AND e.year = ${year} AND e.state = 'rejected' AND o.answer IS NULL AND o.decided_at = e.decided_at
      UNION ALL SELECT 'answer-moves', count(*), NULL FROM seat_moves m JOIN sub_projects s ON s.id = m.sub_project_id AND s.year = ${year}
        WHERE ${own}::uuid IN (m.from_id, m.to_id) AND m.proposed_by_id <> ${own}::uuid AND m.state = 'proposed'
          AND m.expires_at > (SELECT business_now())
      UNION ALL SELECT 'decide-moved', count(*), NULL FROM enrolments WHERE province_id = ${own}::uuid AND year = ${year}
        AND teacher_moved_at IS NOT NULL AND move_kept_at IS NULL AND state IN ('submitted', 'confirmed', 'returned', 'approved', 'placed')
      UNION ALL ${splitting(own, year)}`,
    city: splitting(own, year),
    delegate: Prisma.sql`
      SELECT 'review-delegated' AS key, count(*) AS count, 'qualification-review' AS window FROM enrolments e
        WHERE e.state = 'confirmed' AND e.year = ${year} AND ${delegatedEnrolments(actor)}`,
    institution: Prisma.sql`
      SELECT 'form-class' AS key, count(*) AS count, 'class-formation' AS window FROM designations d
        JOIN sub_projects s ON s.id = d.sub_project_id AND s.year = ${year}
        WHERE d.institution_id = ${own}::uuid AND NOT EXISTS (SELECT 1 FROM training_classes c WHERE c.designation_id = d.id AND c.state <> 'cancelled')
      UNION ALL SELECT 'issue-opening-notice', count(*), 'opening-notice' FROM training_classes c
        JOIN sub_projects s ON s.id = c.sub_project_id AND s.year = ${year} WHERE c.institution_id = ${own}::uuid AND c.state = 'formed'
      UNION ALL SELECT 'recheck-enrolments', count(*), 'qualification-review' FROM enrolments e
        JOIN training_classes c ON c.id = e.open_class_id AND c.institution_id = ${own}::uuid
        WHERE e.card_id IS NULL AND e.state = 'confirmed' AND e.year = ${year}`,
    school: Prisma.sql`
      SELECT 'confirm-enrolments' AS key, count(*) AS count, 'school-confirmation' AS window FROM enrolments
        WHERE school_id = ${own}::uuid AND state = 'submitted' AND year = ${year}
      UNION ALL SELECT 'mend-returned', count(*), 'supplement' FROM enrolments
        WHERE school_id = ${own}::uuid AND state = 'returned' AND returned_to = 'school' AND year = ${year}
      UNION ALL SELECT 'bind-cards', count(*), 'registration' FROM registration_cards
        WHERE school_id = ${own}::uuid AND state = 'issued' AND lapses_at > (SELECT business_now())
      UNION ALL SELECT 'complete-records', count(*), 'registration' FROM teachers WHERE school_id = ${own}::uuid AND problem_count > 0
      UNION ALL SELECT 'take-in-teachers', count(*), NULL FROM teacher_moves WHERE to_id = ${own}::uuid AND state = 'released'`,
  };
  const query = queries[actor.role];
  if (!query) return [];
  const rows = await read<Waiting>(actor, query);
  return rows
    .filter((row) => row.count > 0)
    .map((row) => ({ key: row.key, count: row.count, href: places[row.key], window: row.window }));
}

/** Seats of a province or a city that lie with it, and those of its own schools that stand on no card. */
function splitting(own: string, year: number): Prisma.Sql {
  return Prisma.sql`
    SELECT 'hand-down-seats' AS key, COALESCE(sum(granted - handed_down - carded - reserved), 0)::bigint AS count, 'quota-issue' AS window
      FROM quota_accounts a JOIN sub_projects s ON s.id = a.sub_project_id AND s.year = ${year} WHERE a.organisation_id = ${own}::uuid
    UNION ALL SELECT 'issue-cards', COALESCE(sum(a.granted - a.handed_down - a.carded), 0)::bigint, 'quota-issue' FROM quota_accounts a
      JOIN quota_accounts p ON p.id = a.parent_id AND p.organisation_id = ${own}::uuid
      JOIN organisations o ON o.id = a.organisation_id AND o.kind = 'school'
      JOIN sub_projects s ON s.id = a.sub_project_id AND s.year = ${year}`;
}

/** Enrolments in the actor's scope; institutions and teachers have no such figures here. */
function enrolmentScope(actor: Actor): Prisma.Sql | null {
  const own = actor.organisationId;
  if (actor.role === "ministry" || actor.role === "office" || actor.role === "auditor")
    return Prisma.sql`true`;
  if (actor.role === "province") return Prisma.sql`e.province_id = ${own}::uuid`;
  if (actor.role === "city")
    return Prisma.sql`e.school_id IN (SELECT id FROM organisations WHERE kind = 'school' AND parent_id = ${own}::uuid)`;
  if (actor.role === "school") return Prisma.sql`e.school_id = ${own}::uuid`;
  return null;
}

function accountScope(actor: Actor): Prisma.Sql {
  const own = actor.organisationId;
  if (actor.role === "province" || actor.role === "city" || actor.role === "school")
    return Prisma.sql`a.organisation_id = ${own}::uuid`;
  return Prisma.sql`a.parent_id IS NULL`;
}

function cardScope(actor: Actor): Prisma.Sql {
  const own = actor.organisationId;
  if (actor.role === "school") return Prisma.sql`k.school_id = ${own}::uuid`;
  if (actor.role === "city") return Prisma.sql`p.organisation_id = ${own}::uuid`;
  if (actor.role === "province")
    return Prisma.sql`${own}::uuid IN (p.organisation_id, (SELECT g.organisation_id FROM quota_accounts g WHERE g.id = p.parent_id))`;
  return Prisma.sql`true`;
}

type Figures = Record<(typeof FIGURES)[number] | "plan", number>;

async function listFigures(actor: Actor, year: number): Promise<DeskFigure[]> {
  const scope = enrolmentScope(actor);
  if (!scope) return [];
  const rows = await read<Figures>(
    actor,
    Prisma.sql`
    WITH seats AS (
      SELECT COALESCE(sum(a.granted), 0) AS plan, COALESCE(sum(a.handed_down + a.carded), 0) AS issued
      FROM quota_accounts a JOIN sub_projects s ON s.id = a.sub_project_id AND s.year = ${year} WHERE ${accountScope(actor)}
    ), cards AS (
      SELECT count(*) AS carded FROM registration_cards k
      JOIN sub_projects s ON s.id = k.sub_project_id AND s.year = ${year}
      JOIN quota_accounts a ON a.id = k.account_id LEFT JOIN quota_accounts p ON p.id = a.parent_id
      WHERE ${cardScope(actor)} AND (k.state = 'used' OR (k.state IN ('issued', 'bound') AND k.lapses_at > (SELECT business_now())))
    ), people AS (
      SELECT count(*) AS submitted,
        count(*) FILTER (WHERE e.state IN ('confirmed', 'approved', 'placed', 'completed')) AS confirmed,
        count(*) FILTER (WHERE e.state IN ('approved', 'placed', 'completed')) AS approved,
        count(*) FILTER (WHERE e.state IN ('placed', 'completed')) AS placed
      FROM enrolments e WHERE e.year = ${year} AND ${scope} AND e.state NOT IN ('withdrawn', 'rejected', 'replaced')
    )
    SELECT plan::bigint, issued::bigint, carded, submitted, confirmed, approved, placed FROM seats, cards, people`,
  );
  const row = rows[0];
  if (!row) return [];
  const outOf = row.plan;
  return FIGURES.map((key) => ({ key, value: row[key], outOf }));
}

type Body = { name: string; name_en: string; used: number; seats: number };

/** Provinces for the ministry and the office, schools for a province: most seats still free first. */
async function listBodies(actor: Actor, year: number): Promise<DeskBody[]> {
  const national = actor.role === "ministry" || actor.role === "office" || actor.role === "auditor";
  if (!national && actor.role !== "province" && actor.role !== "city") return [];
  const accounts = national
    ? Prisma.sql`o.kind = 'province'`
    : actor.role === "city"
      ? Prisma.sql`o.kind = 'school' AND o.parent_id = ${actor.organisationId}::uuid`
      : Prisma.sql`o.kind = 'school' AND o.province_id = ${actor.organisationId}::uuid`;
  const owner = national ? Prisma.sql`e.province_id` : Prisma.sql`e.school_id`;
  const scope = enrolmentScope(actor) ?? Prisma.sql`false`;
  const rows = await read<Body>(
    actor,
    Prisma.sql`
    WITH seats AS (
      SELECT a.organisation_id, sum(a.granted) AS seats FROM quota_accounts a
      JOIN sub_projects s ON s.id = a.sub_project_id AND s.year = ${year} JOIN organisations o ON o.id = a.organisation_id
      WHERE ${accounts} GROUP BY a.organisation_id
    ), used AS (
      SELECT ${owner} AS organisation_id, count(*) AS used FROM enrolments e
      WHERE e.year = ${year} AND ${scope} AND e.state NOT IN ('withdrawn', 'rejected', 'replaced') GROUP BY 1
    )
    SELECT o.short_name AS name, o.short_name_en AS name_en, COALESCE(u.used, 0) AS used, s.seats::bigint AS seats
    FROM seats s JOIN organisations o ON o.id = s.organisation_id LEFT JOIN used u ON u.organisation_id = s.organisation_id
    WHERE s.seats > COALESCE(u.used, 0)
    ORDER BY s.seats - COALESCE(u.used, 0) DESC, o.code LIMIT 5`,
  );
  return rows.map((row) => ({
    name: row.name,
    nameEn: row.name_en,
    used: row.used,
    seats: row.seats,
    free: row.seats - row.used,
  }));
}

type Duties = Record<"designations" | "formed" | "classes" | "noticed" | "placed" | "acknowledged", number>;

/** How far classes have come: everybody's for national bodies, an institution's own. */
async function listDuties(actor: Actor, year: number): Promise<DeskDuty[]> {
  const { role, organisationId: own } = actor;
  if (role !== "ministry" && role !== "office" && role !== "auditor" && role !== "institution") return [];
  const whose = role === "institution" ? Prisma.sql`d.institution_id = ${own}::uuid` : Prisma.sql`true`;
  const [row] = await read<Duties>(
    actor,
    Prisma.sql`
    WITH held AS (
      SELECT d.id FROM designations d JOIN sub_projects s ON s.id = d.sub_project_id AND s.year = ${year} WHERE ${whose}
    ), live AS (
      SELECT c.id, c.designation_id, EXISTS (SELECT 1 FROM opening_notices n WHERE n.class_id = c.id AND n.state = 'issued') AS noticed
      FROM training_classes c JOIN held ON held.id = c.designation_id WHERE c.state <> 'cancelled'
    ), people AS (
      SELECT count(*) AS placed, count(*) FILTER (WHERE e.acknowledged_at IS NOT NULL) AS acknowledged
      FROM enrolments e JOIN live ON live.id = e.class_id WHERE e.state IN ('placed', 'completed')
    )
    SELECT (SELECT count(*) FROM held) AS designations, (SELECT count(DISTINCT designation_id) FROM live) AS formed,
      (SELECT count(*) FROM live) AS classes, (SELECT count(*) FROM live WHERE noticed) AS noticed, placed, acknowledged FROM people`,
  );
  if (!row || row.designations === 0) return [];
  return [
    { key: "formed", done: row.formed, outOf: row.designations },
    { key: "noticed", done: row.noticed, outOf: row.classes },
    { key: "acknowledged", done: row.acknowledged, outOf: row.placed },
  ];
}
