import type { Actor } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { Prisma, type Reader, type Tx } from "@/lib/platform/db";
import { type Criteria, TITLES } from "@/lib/programmes/schema";
import { schoolsBelowSql } from "./route-store";
import { type CardTerm, cardCode, levelsOf } from "./rules";
import type { EntryKind, IssuedCard } from "./schema";

export type Account = {
  id: string;
  subProjectId: string;
  organisationId: string;
  parentId: string | null;
  granted: number;
  handedDown: number;
  carded: number;
  reserved: number;
};
export type LockedAccounts = { parent: Account; children: Map<string, Account> };

/**
 * Locks an account and then, by id, those of the named bodies below it; whatever has lapsed below it is posted first. Children
 * are keyed by organisation. Lock the grandparent before, if it changes too: root, province, city, school.
 */
export async function lockAccounts(
  tx: Tx,
  parentId: string,
  organisationIds: string[],
): Promise<LockedAccounts> {
  const rows = await tx.$queryRaw<Account[]>`
    SELECT id, sub_project_id AS "subProjectId", organisation_id AS "organisationId", parent_id AS "parentId",
      granted, handed_down AS "handedDown", carded, reserved
    FROM lock_quota_accounts(${parentId}::uuid, ${organisationIds}::uuid[])`;
  const parent = rows.find((row) => row.id === parentId);
  if (!parent) throw new Error(`account ${parentId} vanished`);
  const children = rows.filter((row) => row.id !== parentId);
  return { parent, children: new Map(children.map((row) => [row.organisationId, row])) };
}

/** One at a time may save a draft of a year's table or issue it. */
export async function lockTable(tx: Tx, year: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(7002, ${year}::int)`;
}

/** Accounts for bodies that have none yet below a locked parent, empty; the map is completed with them. */
export async function openAccounts(tx: Tx, locked: LockedAccounts, organisationIds: string[]): Promise<void> {
  const missing = organisationIds.filter((id) => !locked.children.has(id));
  if (missing.length === 0) return;
  const opened = missing.map((organisationId) => ({
    id: newId(),
    subProjectId: locked.parent.subProjectId,
    organisationId,
    parentId: locked.parent.id,
  }));
  await tx.quotaAccount.createMany({ data: opened });
  for (const account of opened)
    locked.children.set(account.organisationId, {
      ...account,
      granted: 0,
      handedDown: 0,
      carded: 0,
      reserved: 0,
    });
}

export type Movement = {
  account: Account;
  kind: EntryKind;
  seats: number;
  reason?: string;
  /** The request that a move between two bodies carries out. */
  operationId?: string;
};

/** Posts movements; a trigger changes the balances, and the copies given here follow. */
export async function postEntries(
  tx: Tx,
  actor: Pick<Actor, "name"> & { role: string },
  movements: Movement[],
): Promise<void> {
  if (movements.length === 0) return;
  await tx.quotaEntry.createMany({
    data: movements.map(({ account, kind, seats, reason, operationId }) => ({
      id: newId(),
      accountId: account.id,
      kind,
      seats,
      reason: reason ?? null,
      operationId: operationId ?? null,
      actorName: actor.name,
      actorRole: actor.role,
    })),
  });
}

/** Puts seats of schools' accounts on new cards: entries first, since a card may never stand without its seat. */
export async function putOnCards(
  tx: Tx,
  actor: Actor,
  issuer: { accountId: string; regionCode: string; year: number; subProjectCode: string },
  rows: { account: Account; cards: number; term: CardTerm }[],
): Promise<IssuedCard[]> {
  await postEntries(
    tx,
    actor,
    rows.map((row) => ({ account: row.account, kind: "card", seats: row.cards })),
  );
  const codes = await nextCodes(
    tx,
    issuer,
    rows.reduce((sum, row) => sum + row.cards, 0),
  );
  const cards = rows.flatMap((row) =>
    codes.splice(0, row.cards).map((code) => ({
      id: newId(),
      code,
      accountId: row.account.id,
      subProjectId: row.account.subProjectId,
      schoolId: row.account.organisationId,
      state: "issued",
      ...row.term,
    })),
  );
  await tx.registrationCard.createMany({ data: cards });
  return cards.map(({ id, code, schoolId }) => ({ id, code, schoolId }));
}

/** Serials run per body and sub-project; those without a readable check character are passed over. */
async function nextCodes(
  tx: Tx,
  issuer: { accountId: string; regionCode: string; year: number; subProjectCode: string },
  count: number,
): Promise<string[]> {
  const codes: string[] = [];
  while (codes.length < count) {
    const wanted = count - codes.length;
    const account = await tx.quotaAccount.update({
      where: { id: issuer.accountId },
      data: { lastSerial: { increment: wanted } },
      select: { lastSerial: true },
    });
    for (let serial = account.lastSerial - wanted + 1; serial <= account.lastSerial; serial++) {
      const code = cardCode(issuer.year, issuer.regionCode, issuer.subProjectCode, serial);
      if (code) codes.push(code);
    }
  }
  return codes;
}

/** Accounts below which unused cards have lapsed that nobody has posted yet: all, or those of a body and of the cities below it. */
export async function accountsWithDueLapses(reader: Reader, organisationId?: string): Promise<string[]> {
  const rows = await reader.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM registration_cards c
      JOIN quota_accounts a ON a.id = c.account_id JOIN quota_accounts p ON p.id = a.parent_id
      JOIN organisations o ON o.id = p.organisation_id
    WHERE c.state IN ('issued', 'bound') AND c.lapses_at <= (SELECT business_now())
      AND (${organisationId ?? null}::uuid IS NULL OR p.organisation_id IN (SELECT id FROM organisations
        WHERE id = ${organisationId ?? null}::uuid OR (parent_id = ${organisationId ?? null}::uuid AND kind = 'city')))
    GROUP BY p.id, o.kind ORDER BY o.kind = 'city', p.id`;
  return rows.map((row) => row.id);
}

/** Schools below a province or a city with cards of a year that can still be used and that nobody has registered on. */
export function emptySeatsSql(body: Pick<Actor, "role" | "organisationId">, year: number): Prisma.Sql {
  return Prisma.sql`
    SELECT o.id AS "schoolId", o.name AS "schoolName", o.name_en AS "schoolNameEn",
      (count(*) FILTER (WHERE c.state = 'issued'))::int AS free, (count(*) FILTER (WHERE c.state = 'bound'))::int AS bound,
      min(c.lapses_at) AS "lapsesAt"
    FROM registration_cards c JOIN sub_projects s ON s.id = c.sub_project_id JOIN organisations o ON o.id = c.school_id
    WHERE s.year = ${year}::int AND c.state IN ('issued', 'bound') AND c.lapses_at > (SELECT business_now())
      AND ${schoolsBelowSql(body)}
    GROUP BY o.id`;
}

/** Schools `o` of a level that the criteria name. */
export function levelFits(criteria: Criteria): Prisma.Sql {
  const levels = levelsOf(criteria);
  return levels ? Prisma.sql`o.school_level = ANY (${levels}::text[])` : Prisma.sql`true`;
}

/** Teachers `t` of schools `o` at first look, for counting and for choosing; who may register is decided by the rules of registration. */
export function fits(criteria: Criteria): Prisma.Sql {
  const conditions = [levelFits(criteria)];
  if (criteria.posts.length > 0) conditions.push(Prisma.sql`t.post = ANY (${criteria.posts}::text[])`);
  if (criteria.courseKinds.length > 0)
    conditions.push(Prisma.sql`t.course_kind = ANY (${criteria.courseKinds}::text[])`);
  if (criteria.majorPrefixes.length > 0)
    conditions.push(
      Prisma.sql`t.major_code LIKE ANY (${criteria.majorPrefixes.map((p) => `${p}%`)}::text[])`,
    );
  if (criteria.subjects.length > 0)
    conditions.push(Prisma.sql`t.course_subject = ANY (${criteria.subjects}::text[])`);
  const least = (TITLES as readonly (string | null)[]).indexOf(criteria.minTitle);
  if (least >= 0) conditions.push(Prisma.sql`t.title = ANY (${TITLES.slice(least)}::text[])`);
  return Prisma.join(conditions, " AND ");
}
