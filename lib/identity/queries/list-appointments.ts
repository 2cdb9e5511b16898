import type { Actor } from "@/lib/access";
import { clockState } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { liveAppointment } from "../access";
import type { AppointmentChoice, DemonstrationRole } from "../schema";
import { asRole } from "../store";

/** The hats that the signed-in person may put on. */
export async function listOwnAppointments(actor: Actor): Promise<AppointmentChoice[]> {
  const rows = await db().appointment.findMany({
    where: { accountId: actor.accountId, ...liveAppointment() },
    orderBy: { startsAt: "asc" },
    select: { id: true, role: true, organisation: { select: { name: true, nameEn: true } } },
  });
  return rows.map((row) => ({
    id: row.id,
    role: asRole(row.role),
    organisationName: row.organisation.name,
    organisationNameEn: row.organisation.nameEn,
    current: row.id === actor.appointmentId,
  }));
}

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
