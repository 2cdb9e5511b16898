import type { Actor } from "@/lib/access";
import { delegatedEnrolments } from "@/lib/enrolments";
import { Prisma, read } from "@/lib/platform/db";
import type { ShellFacts } from "../schema";

type Row = {
  now: Date;
  demonstration: boolean;
  year: number | null;
  title: string | null;
  title_en: string | null;
  unread: number;
  records: number;
  confirmations: number;
  reviews: number;
  cards: number;
  classes: number;
  own: number;
  placements: number;
  several_hats: boolean;
};

/** One statement for the frame of every page; a branch that is not the role's own counts nothing and costs nothing. */
export async function getShellFacts(actor: Actor): Promise<ShellFacts> {
  const { role, organisationId: own, accountId, teacherId } = actor;
  const rows = await read<Row>(
    actor,
    Prisma.sql`
    SELECT business_now() AS now, c.demonstration, y.year, y.title, y.title_en,
      (SELECT count(*) FROM inbox_messages m WHERE m.read_at IS NULL
        AND (m.account_id = ${accountId}::uuid OR (${role} <> 'teacher' AND m.organisation_id = ${own}::uuid))) AS unread,
      CASE WHEN ${role} = 'school' THEN (SELECT count(*) FROM teachers t WHERE t.school_id = ${own}::uuid AND t.problem_count > 0)
          + (SELECT count(*) FROM teacher_moves m WHERE m.to_id = ${own}::uuid AND m.state = 'released') ELSE 0 END AS records,
      CASE WHEN ${role} = 'school' THEN (SELECT count(*) FROM enrolments e WHERE e.school_id = ${own}::uuid
        AND (e.state = 'submitted' OR (e.state = 'returned' AND e.returned_to = 'school'))) ELSE 0 END AS confirmations,
      CASE WHEN ${role} = 'province' THEN (SELECT count(*) FROM enrolments e WHERE e.province_id = ${own}::uuid AND e.state = 'confirmed')
          - (SELECT count(*) FROM enrolments e WHERE e.province_id = ${own}::uuid AND e.state = 'confirmed' AND e.card_id IS NULL)
        WHEN ${role} = 'delegate' THEN (SELECT count(*) FROM enrolments e WHERE e.state = 'confirmed' AND e.card_id IS NOT NULL AND ${delegatedEnrolments(actor)}) ELSE 0 END AS reviews,
      CASE WHEN ${role} = 'school' THEN (SELECT count(*) FROM registration_cards k WHERE k.school_id = ${own}::uuid AND k.state = 'issued' AND k.lapses_at > (SELECT business_now()))
        ELSE 0 END AS cards,
      CASE WHEN ${role} = 'institution' THEN (SELECT count(*) FROM training_classes k JOIN sub_projects s ON s.id = k.sub_project_id AND s.year = y.year
          WHERE k.institution_id = ${own}::uuid AND k.state = 'formed')
          + (SELECT count(*) FROM enrolments e JOIN training_classes k ON k.id = e.open_class_id AND k.institution_id = ${own}::uuid
            WHERE e.card_id IS NULL AND e.state = 'confirmed' AND e.year = y.year) ELSE 0 END AS classes,
      CASE WHEN ${role} = 'teacher' THEN (SELECT count(*) FROM enrolments e JOIN opening_notices n ON n.class_id = e.class_id AND n.state = 'issued'
          WHERE e.teacher_id = ${teacherId}::uuid AND e.state = 'placed' AND e.acknowledged_at IS NULL)
          + (SELECT count(*) FROM waiting_entries w WHERE w.teacher_id = ${teacherId}::uuid AND w.state = 'offered') ELSE 0 END AS own,
      CASE WHEN ${role} = 'office' THEN (SELECT count(DISTINCT e.sub_project_id) FROM enrolments e WHERE e.state = 'approved') ELSE 0 END AS placements,
      (SELECT count(*) FROM appointments p WHERE p.account_id = ${accountId}::uuid
        AND (p.ends_at IS NULL OR p.ends_at > clock_timestamp())) > 1
        OR EXISTS (SELECT 1 FROM delegations d JOIN appointments p ON p.organisation_id = d.grantee_id AND p.account_id = ${accountId}::uuid
          WHERE p.role IN ('institution', 'city') AND d.revoked_at IS NULL AND d.ends_at > (SELECT business_now())) AS several_hats
    FROM business_clock c
    LEFT JOIN LATERAL (SELECT year, title, title_en FROM programme_years
      WHERE state = 'published' OR ${role} IN ('ministry', 'office') ORDER BY (state = 'published') DESC, year DESC LIMIT 1) y ON true
    WHERE c.id = 1`,
  );
  const row = rows[0];
  if (!row) throw new Error("the business clock has no row");
  return {
    now: row.now,
    demonstration: row.demonstration,
    year: row.year,
    yearTitle: row.title,
    yearTitleEn: row.title_en,
    unread: row.unread,
    severalHats: row.several_hats,
    waiting: {
      records: row.records,
      confirmations: row.confirmations,
      reviews: row.reviews,
      cards: row.cards,
      classes: row.classes,
      own: row.own,
      placements: row.placements,
    },
  };
}
