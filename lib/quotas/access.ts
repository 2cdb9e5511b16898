import { type Actor, authorise, organisationsInScope, type Permission } from "@/lib/access";
import { fail, NotFound } from "@/lib/kernel/problem";
import type { Prisma, Reader, Tx } from "@/lib/platform/db";
import { loadSubProject, momentOf, ownWindowsOf } from "@/lib/programmes";
import type { SubProjectFacts, WindowsByKey } from "@/lib/programmes/schema";
import { goesThroughCities, receiversOf, type Splitter } from "./route-store";
import { effectiveState } from "./rules";
import type { CardState } from "./schema";
import { type Account, type LockedAccounts, lockAccounts } from "./store";

export type Receiver = { id: string; name: string; nameEn: string; kind: "school" | "city" };
export type SeatLedger = LockedAccounts & {
  subProject: SubProjectFacts;
  regionCode: string;
  /** The province's account, on which the serials of its cards run; the parent itself, or the one above a city's. */
  serialAccountId: string;
  windows: WindowsByKey;
  /** Of those of the schools that were granted more time themselves. */
  schoolWindows: Map<string, WindowsByKey>;
  /** Read after the locks were had, so that waiting never carries an act past a closing. */
  now: Date;
  /** The named bodies, to each of which the actor hands seats. */
  bodies: Map<string, Receiver>;
};

/**
 * The account of the actor's own province or city in a sub-project, locked from the province down, and those of the named bodies.
 * Throws NotFound for a body elsewhere, for a city where only schools can be meant, and to a city in a year that goes past it; problems quotas.school-of-a-city for a
 * school of the province whose seats come through its city, quotas.no-seats-here where the actor's body has no account.
 */
export async function accessSeatLedger(
  tx: Tx,
  actor: Actor,
  permission: Extract<Permission, "quota.allocate" | "quota.reserve" | "card.issue" | "card.recall">,
  subProjectId: string,
  bodyIds: string[],
): Promise<SeatLedger> {
  const own = organisationsInScope(actor, authorise(actor, permission));
  const subProject = await loadSubProject(tx, subProjectId);
  const account = await tx.quotaAccount.findFirst({
    where: { subProjectId, organisation: { ...own, kind: { in: ["province", "city"] } } },
    select: {
      id: true,
      parentId: true,
      organisation: { select: { province: { select: { regionCode: true } } } },
    },
  });
  const throughCities = await goesThroughCities(tx, subProject.year, actor.provinceId);
  if (actor.role === "city" && !throughCities) throw new NotFound("account");
  const bodies = await readReceivers(tx, { ...actor, throughCities }, bodyIds);
  if (permission !== "quota.allocate" && bodies.some((body) => body.kind === "city"))
    throw new NotFound("school");
  if (!account?.parentId) fail("quotas.no-seats-here", { code: subProject.code });
  const serialAccountId = actor.role === "city" ? account.parentId : account.id;
  if (serialAccountId !== account.id) await lockAccounts(tx, serialAccountId, [actor.organisationId]);
  const locked = await lockAccounts(tx, account.id, bodyIds);
  return {
    ...locked,
    subProject,
    serialAccountId,
    regionCode: account.organisation.province?.regionCode ?? "00",
    ...(await momentOf(tx, subProject.year, actor.organisationId)),
    schoolWindows: await ownWindowsOf(tx, subProject.year, bodyIds),
    bodies: new Map(bodies.map((body) => [body.id, body])),
  };
}

async function readReceivers(tx: Tx, splitter: Splitter, ids: string[]): Promise<Receiver[]> {
  const select = {
    id: true,
    name: true,
    nameEn: true,
    kind: true,
    parent: { select: { name: true, nameEn: true } },
  };
  const found = await tx.organisation.findMany({
    where: { id: { in: ids }, ...receiversOf(splitter) },
    select,
  });
  if (found.length === new Set(ids).size)
    return found.map(({ parent: _, ...body }) => ({
      ...body,
      kind: body.kind === "city" ? "city" : "school",
    }));
  const other = await tx.organisation.findFirst({
    where: { id: { in: ids }, kind: "school", parent: { kind: "city", parentId: splitter.organisationId } },
    select,
  });
  if (!splitter.throughCities || !other?.parent) throw new NotFound("school");
  fail("quotas.school-of-a-city", {
    school: other.name,
    schoolEn: other.nameEn,
    city: other.parent.name,
    cityEn: other.parent.nameEn,
  });
}

export type OwnAccount = { parent: Account; own: Account; subProject: SubProjectFacts };

/** The actor's own account, a province's, a city's or a school's, with the one above it; all locked from above. */
export async function accessOwnAccount(tx: Tx, actor: Actor, subProjectId: string): Promise<OwnAccount> {
  const owner = organisationsInScope(actor, authorise(actor, "quota.hand-back"));
  const subProject = await loadSubProject(tx, subProjectId);
  const found = await tx.quotaAccount.findFirst({
    where: { subProjectId, organisation: owner },
    select: { id: true, parentId: true },
  });
  if (!found && actor.role === "city") throw new NotFound("account");
  if (!found?.parentId) fail("quotas.no-seats-here", { code: subProject.code });
  const above = await lockAccounts(tx, found.parentId, [actor.organisationId]);
  const own = above.children.get(actor.organisationId);
  if (!own) throw new NotFound("account");
  if (actor.role === "school") return { parent: above.parent, own, subProject };
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
