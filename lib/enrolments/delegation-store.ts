import type { Actor } from "@/lib/access";
import { Prisma } from "@/lib/platform/db";

/**
 * What the delegation of an actor opens, as a condition on `enrolments e`: the grantor's people in the sub-projects named, while the
 * delegation holds by the database's clock, less the conflicts of interest. Without a delegation, nothing.
 */
export function delegatedEnrolments(actor: Actor): Prisma.Sql {
  return Prisma.sql`${delegatedAtAll(actor)} AND NOT ${ownStaff(actor)} AND NOT ${ownClasses(actor)}`;
}

/** The same with the conflicts: what is counted as left to the grantor. */
export function delegatedAtAll(actor: Actor): Prisma.Sql {
  const delegation = actor.delegation;
  if (actor.role !== "delegate" || !delegation) return Prisma.sql`false`;
  return Prisma.sql`e.province_id = ${delegation.grantorId}::uuid AND EXISTS (SELECT 1 FROM delegations d
    WHERE d.id = ${delegation.id}::uuid AND d.grantee_id = ${actor.organisationId}::uuid AND d.grantor_id = e.province_id
      AND d.year = e.year AND d.revoked_at IS NULL AND d.starts_at <= (SELECT business_now()) AND (SELECT business_now()) < d.ends_at
      AND (d.all_sub_projects OR EXISTS (SELECT 1 FROM delegation_sub_projects p
        WHERE p.delegation_id = d.id AND p.sub_project_id = e.sub_project_id)))`;
}

/**
 * Own staff: the teacher's school is the delegate's own body (a college that trains stands twice, as an institution and as a school
 * of the same name), or the reviewer works there or is the teacher.
 */
export function ownStaff(actor: Actor): Prisma.Sql {
  return Prisma.sql`(e.school_id IN (SELECT s.id FROM organisations s JOIN organisations o ON o.id = ${actor.organisationId}::uuid
      WHERE s.id = o.id OR s.name = o.name)
    OR EXISTS (SELECT 1 FROM appointments p WHERE p.account_id = ${actor.accountId}::uuid
      AND (p.organisation_id = e.school_id OR p.teacher_id = e.teacher_id)))`;
}

/** Before placement anybody of a sub-project may come into any of its classes, so whoever runs one judges none of its people. */
export function ownClasses(actor: Actor): Prisma.Sql {
  return Prisma.sql`e.sub_project_id IN (SELECT sub_project_id FROM designations WHERE institution_id = ${actor.organisationId}::uuid)`;
}
