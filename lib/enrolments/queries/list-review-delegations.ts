import { type Actor, authorise, type Scope } from "@/lib/access";
import { isId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { Prisma, read } from "@/lib/platform/db";
import type { DelegationState, ReviewDelegation } from "../delegation-views";
import { toSubProjectShort } from "../store";
import type { SubProjectShort } from "../views";

type Row = Omit<ReviewDelegation, "subProjects" | "grantee"> & {
  granteeId: string;
  granteeName: string;
  granteeNameEn: string;
  subProjects: { id: string; code: string; shortName: string; shortNameEn: string }[];
  state: DelegationState;
};

/** The delegations that a body has granted in a year, what holds now first; one statement. */
export function listReviewDelegations(actor: Actor, year: number): Promise<ReviewDelegation[]> {
  return select(
    actor,
    Prisma.sql`${granted(actor, authorise(actor, "delegation.read"))} AND d.year = ${year}`,
  );
}

export async function getReviewDelegation(actor: Actor, id: string): Promise<ReviewDelegation> {
  const scope = granted(actor, authorise(actor, "delegation.read"));
  const [row] = isId(id) ? await select(actor, Prisma.sql`${scope} AND d.id = ${id}::uuid`) : [];
  if (!row) throw new NotFound("delegation");
  return row;
}

function granted(actor: Actor, scope: Scope): Prisma.Sql {
  return scope === "all" ? Prisma.sql`true` : Prisma.sql`d.grantor_id = ${actor.organisationId}::uuid`;
}

async function select(actor: Actor, where: Prisma.Sql): Promise<ReviewDelegation[]> {
  const rows = await read<Row>(
    actor,
    Prisma.sql`
    SELECT d.id, d.year, d.all_sub_projects AS "allSubProjects", d.starts_at AS "startsAt", d.ends_at AS "endsAt", d.reason,
      d.granted_by_name AS "grantedByName", d.granted_at AS "grantedAt", d.revoked_at AS "revokedAt", d.revoked_by_name AS "revokedByName",
      d.revoked_reason AS "revokedReason", o.id AS "granteeId", o.name AS "granteeName", o.name_en AS "granteeNameEn",
      CASE WHEN d.revoked_at IS NOT NULL THEN 'revoked' WHEN b.now >= d.ends_at THEN 'over' WHEN b.now < d.starts_at THEN 'future'
        ELSE 'live' END AS state,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', s.id, 'code', s.code, 'shortName', s.short_name, 'shortNameEn', s.short_name_en)
        ORDER BY s.position) FROM delegation_sub_projects p JOIN sub_projects s ON s.id = p.sub_project_id WHERE p.delegation_id = d.id),
        '[]') AS "subProjects",
      acts.approved, acts.returned, acts.rejected
    FROM delegations d JOIN organisations o ON o.id = d.grantee_id CROSS JOIN (SELECT business_now() AS now) b
    CROSS JOIN LATERAL (SELECT (count(*) FILTER (WHERE v.kind = 'approved'))::int AS approved,
      (count(*) FILTER (WHERE v.kind = 'returned'))::int AS returned, (count(*) FILTER (WHERE v.kind = 'rejected'))::int AS rejected
      FROM enrolment_events v WHERE v.delegation_id = d.id) acts
    WHERE ${where}
    ORDER BY d.revoked_at IS NOT NULL, b.now >= d.ends_at, d.ends_at, d.id`,
  );
  return rows.map(({ granteeId, granteeName, granteeNameEn, subProjects, ...row }) => ({
    ...row,
    grantee: { id: granteeId, name: granteeName, nameEn: granteeNameEn },
    subProjects: subProjects.map((one): SubProjectShort => toSubProjectShort(one)),
  }));
}
