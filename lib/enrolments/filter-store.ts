import { Prisma } from "@/lib/platform/db";
import { MOVE_UNDECIDED, RECORD_CHANGED } from "./change-store";
import { type Conditions, NOBODY } from "./filter-schema";

/**
 * What the filters of a list ask for, as conditions on `enrolments e`; the tab is the list's own. `at` is the instant of which the
 * list was read, where an act means what it showed then; now otherwise.
 */
export function conditionsOf(year: number, filter: Conditions, at?: Date): Prisma.Sql[] {
  const { subProjectId, schoolId, cityId, check, card, flag, waiting, delegated, search } = filter;
  const now = at ? Prisma.sql`${at}::timestamptz` : Prisma.sql`(SELECT business_now())`;
  return [
    ...(subProjectId ? [Prisma.sql`e.sub_project_id = ${subProjectId}::uuid`] : []),
    ...(schoolId ? [Prisma.sql`e.school_id = ${schoolId}::uuid`] : []),
    ...(cityId
      ? [
          Prisma.sql`e.school_id IN (SELECT id FROM organisations WHERE parent_id = ${cityId}::uuid AND kind = 'school')`,
        ]
      : []),
    ...(check === "judgement" ? [Prisma.sql`e.needs_judgement`] : []),
    ...(check === "met" ? [Prisma.sql`NOT e.needs_judgement`] : []),
    ...(check === "changed" ? [RECORD_CHANGED] : []),
    ...(card
      ? [
          Prisma.sql`(SELECT supplement FROM registration_cards WHERE id = e.card_id) = ${card === "supplement"}::boolean`,
        ]
      : []),
    ...(flag === "objection" ? [OBJECTION_WAITS] : []),
    ...(flag === "evidence" ? [EVIDENCE_MISSING] : []),
    ...(flag === "capacity" ? [Prisma.sql`e.preferences[1] IN (SELECT crowded_classes(${year}::int))`] : []),
    ...(waiting
      ? [
          Prisma.sql`COALESCE(e.confirmed_at, e.submitted_at) <= ${now} - make_interval(days => ${Number(waiting)}::int)`,
        ]
      : []),
    ...(delegated === NOBODY
      ? [Prisma.sql`NOT EXISTS (SELECT 1 FROM delegations d WHERE ${LIES_WITH})`]
      : []),
    ...(delegated && delegated !== NOBODY
      ? [Prisma.sql`EXISTS (SELECT 1 FROM delegations d WHERE d.id = ${delegated}::uuid AND ${LIES_WITH})`]
      : []),
    ...(check === "moved" ? [MOVE_UNDECIDED] : []),
    ...(search
      ? [
          Prisma.sql`(strpos((SELECT name FROM teachers WHERE id = e.teacher_id), ${search}) > 0
            OR strpos((SELECT name FROM organisations WHERE id = e.school_id), ${search}) > 0
            OR strpos((SELECT code FROM registration_cards WHERE id = e.card_id), ${search.toUpperCase()}) > 0)`,
        ]
      : []),
  ];
}

const OBJECTION_WAITS = Prisma.sql`EXISTS (SELECT 1 FROM objections b
  WHERE b.enrolment_id = e.id AND b.decided_at = e.decided_at AND b.answer IS NULL)`;

/** Of what the sub-project's criteria name, a kind that nobody has added. */
const EVIDENCE_MISSING = Prisma.sql`EXISTS (SELECT 1 FROM sub_projects s, jsonb_array_elements_text(COALESCE(s.criteria -> 'evidence', '[]')) AS k(kind)
  WHERE s.id = e.sub_project_id AND NOT EXISTS (SELECT 1 FROM enrolment_evidence v
    WHERE v.teacher_id = e.teacher_id AND v.sub_project_id = e.sub_project_id AND v.kind = k.kind))`;

/**
 * What a delegation `d` leaves to its holder: the sub-projects named, while it holds, less the holder's own staff and the classes that
 * it runs. Which single reviewers of it stand too near shows only when they look.
 */
const LIES_WITH = Prisma.sql`d.grantor_id = e.province_id AND d.year = e.year AND d.revoked_at IS NULL
  AND d.starts_at <= (SELECT business_now()) AND (SELECT business_now()) < d.ends_at
  AND (d.all_sub_projects OR EXISTS (SELECT 1 FROM delegation_sub_projects p
    WHERE p.delegation_id = d.id AND p.sub_project_id = e.sub_project_id))
  AND NOT EXISTS (SELECT 1 FROM organisations s JOIN organisations g ON g.id = d.grantee_id
    WHERE s.id = e.school_id AND (s.id = g.id OR s.name = g.name))
  AND NOT EXISTS (SELECT 1 FROM designations n WHERE n.institution_id = d.grantee_id AND n.sub_project_id = e.sub_project_id)`;
