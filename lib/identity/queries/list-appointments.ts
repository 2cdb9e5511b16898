import type { Actor } from "@/lib/access";
import { clockState } from "@/lib/platform/clock";
import { db, Prisma, read } from "@/lib/platform/db";
import { liveAppointment } from "../access";
import { DELEGATE_ROLES } from "../rules";
import type { AppointmentChoice, DemonstrationRole } from "../schema";
import { asRole } from "../store";

/** The hats that the signed-in person may put on: own appointments, then delegations that their bodies hold now. */
export async function listOwnAppointments(actor: Actor): Promise<AppointmentChoice[]> {
  const [rows, delegations] = await Promise.all([
    db().appointment.findMany({
      where: { accountId: actor.accountId, ...liveAppointment() },
      orderBy: { startsAt: "asc" },
      select: { id: true, role: true, organisation: { select: { name: true, nameEn: true } } },
    }),
    read<DelegationRow>(
      actor,
      Prisma.sql`
      SELECT p.id::text || '.' || d.id::text AS id, d.id AS "delegationId", g.name, g.name_en AS "nameEn", d.ends_at AS "endsAt"
      FROM appointments p JOIN delegations d ON d.grantee_id = p.organisation_id JOIN organisations g ON g.id = d.grantor_id
      WHERE p.account_id = ${actor.accountId}::uuid AND p.role = ANY (${DELEGATE_ROLES})
        AND (p.ends_at IS NULL OR p.ends_at > clock_timestamp()) AND d.revoked_at IS NULL
        AND d.starts_at <= (SELECT business_now()) AND (SELECT business_now()) < d.ends_at
      ORDER BY d.ends_at, d.id`,
    ),
  ]);
  return [
    ...rows.map((row) => ({
      id: row.id,
      role: asRole(row.role),
      organisationName: row.organisation.name,
      organisationNameEn: row.organisation.nameEn,
      until: null,
      current: row.id === actor.appointmentId && !actor.delegation,
    })),
    ...delegations.map((row) => ({
      id: row.id,
      role: "delegate" as const,
      organisationName: row.name,
      organisationNameEn: row.nameEn,
      until: row.endsAt,
      current: row.delegationId === actor.delegation?.id,
    })),
  ];
}

type DelegationRow = { id: string; delegationId: string; name: string; nameEn: string; endsAt: Date };

/** The roles to try with one click; none outside a demonstration. */
export async function listDemonstrationRoles(): Promise<DemonstrationRole[]> {
  if (!(await clockState()).demonstration) return [];
  const rows = await db().appointment.findMany({
    where: { ...liveAppointment(), account: { loginName: { startsWith: "demo-" }, state: "active" } },
    orderBy: { account: { loginName: "asc" } },
    select: {
      id: true,
      role: true,
      account: { select: { displayName: true } },
      organisation: { select: { name: true, nameEn: true } },
    },
  });
  return rows.map((row) => ({
    appointmentId: row.id,
    role: asRole(row.role),
    displayName: row.account.displayName,
    organisationName: row.organisation.name,
    organisationNameEn: row.organisation.nameEn,
  }));
}
