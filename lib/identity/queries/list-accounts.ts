import { type Actor, authorise, organisationsInScope, type Role } from "@/lib/access";
import { decodeCursor, encodeCursor, type Page } from "@/lib/kernel/page";
import { Prisma, read } from "@/lib/platform/db";
import { scopeSql } from "../access";
import { accountStateSql } from "../appointment-store";
import type { AccountFilter, AccountState } from "../schema";
import type { AccountRow } from "../views";

const PAGE_SIZE = 50;

type Counted = AccountRow & { total: number };

/**
 * Appointments at the bodies in the actor's scope with their accounts, in order of login name: those that hold, or with the state
 * `ended` those that are over. Not the people behind them: their appointments elsewhere stay unseen.
 */
export async function listAccounts(actor: Actor, filter: AccountFilter): Promise<Page<AccountRow>> {
  const scope = authorise(actor, "account.read");
  const after = decodeCursor(filter.cursor);
  const [afterName, afterId] = after ?? [];
  const matching = Prisma.sql`SELECT a.id, p.id AS "appointmentId", a.login_name AS "loginName", a.display_name AS "displayName",
      ${accountStateSql} AS state, p.role, o.name AS "organisationName", o.name_en AS "organisationNameEn", p.ends_at AS "endsAt"
    FROM appointments p JOIN accounts a ON a.id = p.account_id JOIN organisations o ON o.id = p.organisation_id
    WHERE ${scopeSql(organisationsInScope(actor, scope))} AND ${hasEnded(filter.state)} AND ${inRole(filter.role)} AND ${found(filter.search)}`;
  const chosen = filter.state ? Prisma.sql`m.state = ${filter.state}` : Prisma.sql`true`;
  const [counted, rows] = await Promise.all([
    read<{ total: number }>(actor, Prisma.sql`SELECT count(*) AS total FROM (${matching}) m WHERE ${chosen}`),
    read<Counted>(
      actor,
      Prisma.sql`SELECT m.* FROM (${matching}) m WHERE ${chosen}
      AND ${typeof afterName === "string" && typeof afterId === "string" ? Prisma.sql`(m."loginName", m."appointmentId") > (${afterName}, ${afterId}::uuid)` : Prisma.sql`true`}
      ORDER BY m."loginName", m."appointmentId" LIMIT ${PAGE_SIZE + 1}`,
    ),
  ]);
  const shown = rows.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    total: counted[0]?.total ?? 0,
    next: rows.length > PAGE_SIZE && last ? encodeCursor([last.loginName, last.appointmentId]) : null,
    rows: shown,
  };
}

function hasEnded(state: AccountState | undefined): Prisma.Sql {
  return state === "ended"
    ? Prisma.sql`p.ends_at <= clock_timestamp()`
    : Prisma.sql`(p.ends_at IS NULL OR p.ends_at > clock_timestamp())`;
}

function inRole(role: Role | undefined): Prisma.Sql {
  return role ? Prisma.sql`p.role = ${role}` : Prisma.sql`true`;
}

function found(search: string | undefined): Prisma.Sql {
  return search
    ? Prisma.sql`(position(${search} in a.display_name) > 0 OR starts_with(a.login_name, ${search}))`
    : Prisma.sql`true`;
}
