import { type Actor, authorise, organisationsInScope } from "@/lib/access";
import { decodeCursor, encodeCursor, type Page } from "@/lib/kernel/page";
import { db, type Prisma } from "@/lib/platform/db";
import { dormantAmong, liveAppointment } from "../access";
import type { AccountRow } from "../schema";
import { asRole } from "../store";

const PAGE_SIZE = 50;

/** Accounts with a live appointment in the actor's scope, in order of login name. */
export async function listAccounts(
  actor: Actor,
  filter: { search?: string; cursor?: string },
): Promise<Page<AccountRow>> {
  const scope = authorise(actor, "account.read");
  const appointment: Prisma.AppointmentWhereInput = {
    ...liveAppointment(),
    organisation: organisationsInScope(actor, scope),
  };
  const where: Prisma.AccountWhereInput = {
    appointments: { some: appointment },
    ...(filter.search
      ? { OR: [{ displayName: { contains: filter.search } }, { loginName: { startsWith: filter.search } }] }
      : {}),
  };
  const after = decodeCursor(filter.cursor)?.[0];
  const [total, found] = await Promise.all([
    db().account.count({ where }),
    db().account.findMany({
      where: typeof after === "string" ? { AND: [where, { loginName: { gt: after } }] } : where,
      orderBy: { loginName: "asc" },
      take: PAGE_SIZE + 1,
      select: {
        id: true,
        loginName: true,
        displayName: true,
        state: true,
        lockedUntil: true,
        appointments: {
          where: appointment,
          take: 1,
          select: { role: true, organisation: { select: { name: true, nameEn: true } } },
        },
      },
    }),
  ]);
  const shown = found.slice(0, PAGE_SIZE);
  const dormant = await dormantAmong(shown.map(({ id }) => id));
  const last = shown.at(-1);
  return {
    total,
    next: found.length > PAGE_SIZE && last ? encodeCursor([last.loginName]) : null,
    rows: shown.flatMap((row) => {
      const held = row.appointments[0];
      if (!held) return [];
      return [
        {
          id: row.id,
          loginName: row.loginName,
          displayName: row.displayName,
          state: row.state as AccountRow["state"],
          role: asRole(held.role),
          organisationName: held.organisation.name,
          organisationNameEn: held.organisation.nameEn,
          dormant: dormant.has(row.id),
          locked: row.lockedUntil !== null && row.lockedUntil > new Date(),
        },
      ];
    }),
  };
}
