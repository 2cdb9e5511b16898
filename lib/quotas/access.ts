import { type Actor, authorise, organisationsInScope, type Permission } from "@/lib/access";
import { fail, NotFound } from "@/lib/kernel/problem";
import type { Prisma, Reader, Tx } from "@/lib/platform/db";
import { loadSubProject, momentOf, ownWindowsOf } from "@/lib/programmes";
import type { SubProjectFacts, WindowsByKey } from "@/lib/programmes/schema";
import { effectiveState } from "./rules";
import type { CardState } from "./schema";
import { type Account, type LockedAccounts, lockAccounts } from "./store";

export type ProvinceLedger = LockedAccounts & {
  subProject: SubProjectFacts;
  regionCode: string;
  windows: WindowsByKey;
  /** Of those of the schools that were granted more time themselves. */
  schoolWindows: Map<string, WindowsByKey>;
  /** Read after the locks were had, so that waiting never carries an act past a closing. */
  now: Date;
  /** The named schools, which all stand in the actor's province. */
  schools: Map<string, { id: string; name: string; nameEn: string }>;
};

/**
 * The account of the actor's own province in a sub-project, locked, and those of the named schools. Throws NotFound for a
 * school elsewhere; problem quotas.no-seats-here where the province has no account.
 */
export async function accessProvinceLedger(
  tx: Tx,
  actor: Actor,
  permission: Extract<Permission, "quota.allocate" | "card.issue" | "card.recall">,
  subProjectId: string,
  schoolIds: string[],
): Promise<ProvinceLedger> {
  const province = organisationsInScope(actor, authorise(actor, permission));
  const subProject = await loadSubProject(tx, subProjectId);
  const account = await tx.quotaAccount.findFirst({
    where: { subProjectId, organisation: { ...province, kind: "province" } },
    select: { id: true, organisation: { select: { regionCode: true } } },
  });
  const schools = await tx.organisation.findMany({
    where: { id: { in: schoolIds }, kind: "school", provinceId: actor.organisationId },
    select: { id: true, name: true, nameEn: true },
  });
  if (schools.length !== new Set(schoolIds).size) throw new NotFound("school");
  if (!account) fail("quotas.no-seats-here", { code: subProject.code });
  const locked = await lockAccounts(tx, account.id, schoolIds);
  return {
    ...locked,
    subProject,
    regionCode: account.organisation.regionCode ?? "00",
    ...(await momentOf(tx, subProject.year, actor.organisationId)),
    schoolWindows: await ownWindowsOf(tx, subProject.year, schoolIds),
    schools: new Map(schools.map((school) => [school.id, school])),
  };
}

export type OwnAccount = { parent: Account; own: Account; subProject: SubProjectFacts };

/** The actor's own account, a province's or a school's, with the one above it; all locked from above. */
export async function accessOwnAccount(tx: Tx, actor: Actor, subProjectId: string): Promise<OwnAccount> {
  const owner = organisationsInScope(actor, authorise(actor, "quota.hand-back"));
  const subProject = await loadSubProject(tx, subProjectId);
  const found = await tx.quotaAccount.findFirst({
    where: { subProjectId, organisation: owner },
    select: { id: true, parentId: true },
  });
  if (!found?.parentId) fail("quotas.no-seats-here", { code: subProject.code });
  const above = await lockAccounts(tx, found.parentId, [actor.organisationId]);
  const own = above.children.get(actor.organisationId);
  if (!own) throw new NotFound("account");
  if (actor.role !== "province") return { parent: above.parent, own, subProject };
  return { parent: above.parent, own: (await lockAccounts(tx, own.id, [])).parent, subProject };
}

/** The root account of a sub-project, locked, and those of the named provinces that have one. */
export async function accessRootAccount(
  tx: Tx,
  actor: Actor,
  subProjectId: string,
  provinceIds: string[],
): Promise<LockedAccounts & { subProject: SubProjectFacts }> {
  authorise(actor, "quota.issue");
  const subProject = await loadSubProject(tx, subProjectId);
  const provinces = await tx.organisation.count({
    where: { id: { in: provinceIds }, kind: "province" },
  });
  if (provinces !== provinceIds.length) throw new NotFound("province");
  const root = await tx.quotaAccount.findFirst({
    where: { subProjectId, parentId: null },
    select: { id: true },
  });
  if (!root) fail("quotas.not-yet-issued", { code: subProject.code });
  return { ...(await lockAccounts(tx, root.id, provinceIds)), subProject };
}

export type OwnCard = {
  id: string;
  code: string;
  /** As it stands now: a card past its term has lapsed, whether or not the sweep has come by. */
  state: CardState;
  teacherId: string | null;
  lapsesAt: Date;
  year: number;
  subProjectCode: string;
  exclusivityGroup: string;
  now: Date;
};

/** One card of the actor's own school, for binding. Throws NotFound for any other. */
export async function accessOwnCard(tx: Tx, actor: Actor, cardId: string): Promise<OwnCard> {
  authorise(actor, "card.bind");
  const [card] = await tx.$queryRaw<OwnCard[]>`
    SELECT c.id, c.code, c.state, c.teacher_id AS "teacherId", c.lapses_at AS "lapsesAt", s.year, s.code AS "subProjectCode",
      p.exclusivity_group AS "exclusivityGroup", business_now() AS now
    FROM registration_cards c
    JOIN sub_projects s ON s.id = c.sub_project_id
    JOIN projects p ON p.id = s.project_id
    WHERE c.id = ${cardId}::uuid AND c.school_id = ${actor.organisationId}::uuid`;
  if (!card) throw new NotFound("card");
  return { ...card, state: effectiveState(card, card.now) };
}

/** Cards that the actor may see: a teacher the own ones and those of the own school that nobody has, never a colleague's. */
export function cardsInScope(actor: Actor): Prisma.RegistrationCardWhereInput {
  const scope = authorise(actor, "card.read");
  if (scope === "all") return {};
  if (scope === "own") return { schoolId: actor.organisationId };
  if (scope === "self")
    return { schoolId: actor.organisationId, OR: [{ teacherId: null }, { teacherId: actor.teacherId }] };
  return { account: { organisation: organisationsInScope(actor, scope) } };
}

const accountSelect = {
  id: true,
  granted: true,
  handedDown: true,
  carded: true,
  organisation: { select: { name: true, nameEn: true } },
  subProject: { select: { code: true, name: true, nameEn: true } },
} satisfies Prisma.QuotaAccountSelect;
type LoadedAccount = Prisma.QuotaAccountGetPayload<{ select: typeof accountSelect }>;

/** An account whose history the actor may read. Throws NotFound. */
export async function accessAccount(
  reader: Reader,
  actor: Actor,
  place: { subProjectId: string; organisationId: string },
): Promise<LoadedAccount> {
  const scope = authorise(actor, "quota.read");
  const account = await reader.quotaAccount.findFirst({
    where: { ...place, organisation: organisationsInScope(actor, scope) },
    select: accountSelect,
  });
  if (!account) throw new NotFound("account");
  return account;
}
