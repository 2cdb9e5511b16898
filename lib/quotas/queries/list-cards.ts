import { type Actor, can } from "@/lib/access";
import { decodeCursor, encodeCursor, type Page } from "@/lib/kernel/page";
import { businessNow } from "@/lib/platform/clock";
import { type Prisma, reading } from "@/lib/platform/db";
import { cardsInScope } from "../access";
import { effectiveState } from "../rules";
import type { CardFilter, CardState } from "../schema";
import type { CardFace, CardRow } from "../views";

const PAGE_SIZE = 50;

export const cardRowSelect = {
  id: true,
  code: true,
  state: true,
  subProjectId: true,
  schoolId: true,
  teacherId: true,
  supplement: true,
  issuedAt: true,
  lapsesAt: true,
  version: true,
  subProject: { select: { code: true, name: true, nameEn: true } },
  account: {
    select: {
      organisation: { select: { name: true, nameEn: true } },
      parent: { select: { organisation: { select: { id: true, shortName: true, shortNameEn: true } } } },
    },
  },
  teacher: { select: { name: true } },
} satisfies Prisma.RegistrationCardSelect;
type Row = Prisma.RegistrationCardGetPayload<{ select: typeof cardRowSelect }>;

export type CardPage = Page<CardRow> & {
  counts: Record<CardState, number>;
  /** Those of which the actor sees any card, whatever is filtered. */
  subProjects: { id: string; code: string; name: string; nameEn: string }[];
};

/** Cards in the actor's scope by code, with a count for each state; a lapse counts from its instant. */
export async function listCards(actor: Actor, filter: CardFilter): Promise<CardPage> {
  const now = await businessNow();
  const base: Prisma.RegistrationCardWhereInput = {
    AND: [cardsInScope(actor)],
    subProject: { year: filter.year },
    ...(filter.subProjectId ? { subProjectId: filter.subProjectId } : {}),
    ...(filter.schoolId ? { schoolId: filter.schoolId } : {}),
  };
  const after = decodeCursor(filter.cursor)?.[0];
  const [states, due, found, subProjects] = await reading(actor, (tx) =>
    Promise.all([
      tx.registrationCard.groupBy({ by: ["state"], where: base, _count: { _all: true } }),
      tx.registrationCard.groupBy({
        by: ["state"],
        where: { AND: [base], state: { in: ["issued", "bound"] }, lapsesAt: { lte: now } },
        _count: { _all: true },
      }),
      tx.registrationCard.findMany({
        where: {
          AND: [
            base,
            stateWhere(filter.state, now),
            typeof after === "string" ? { code: { gt: after } } : {},
          ],
        },
        orderBy: [{ code: "asc" }, { id: "asc" }],
        take: PAGE_SIZE + 1,
        select: cardRowSelect,
      }),
      tx.subProject.findMany({
        where: { year: filter.year, cards: { some: cardsInScope(actor) } },
        orderBy: [{ position: "asc" }, { id: "asc" }],
        select: { id: true, code: true, name: true, nameEn: true },
      }),
    ]),
  );
  const counts: Record<CardState, number> = { issued: 0, bound: 0, used: 0, recalled: 0, lapsed: 0 };
  for (const row of states) counts[row.state as CardState] += row._count._all;
  for (const row of due) {
    counts[row.state as CardState] -= row._count._all;
    counts.lapsed += row._count._all;
  }
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => toCardRow(row, actor, now)),
    next: found.length > PAGE_SIZE && last ? encodeCursor([last.code]) : null,
    total: filter.state ? counts[filter.state] : Object.values(counts).reduce((sum, count) => sum + count, 0),
    counts,
    subProjects,
  };
}

function stateWhere(state: CardState | undefined, now: Date): Prisma.RegistrationCardWhereInput {
  if (!state) return {};
  if (state === "lapsed")
    return { OR: [{ state }, { state: { in: ["issued", "bound"] }, lapsesAt: { lte: now } }] };
  return state === "issued" || state === "bound" ? { state, lapsesAt: { gt: now } } : { state };
}

export function toCardRow(row: Row, actor: Actor, now: Date): CardRow {
  const state = effectiveState({ state: row.state as CardState, lapsesAt: row.lapsesAt }, now);
  return {
    id: row.id,
    code: row.code,
    state,
    ...faceOf(state, actor.role === "school"),
    subProjectId: row.subProjectId,
    subProjectCode: row.subProject.code,
    subProjectName: row.subProject.name,
    subProjectNameEn: row.subProject.nameEn,
    schoolId: row.schoolId,
    schoolName: row.account.organisation.name,
    schoolNameEn: row.account.organisation.nameEn,
    teacherId: row.teacherId,
    teacherName: row.teacher?.name ?? null,
    supplement: row.supplement,
    issuedAt: row.issuedAt,
    lapsesAt: row.lapsesAt,
    version: row.version,
    recall: recallOf(row, state, actor),
  };
}

/** Whoever's seats a card came from recalls it, and nobody else: a province not those that its cities issued. */
function recallOf(row: Row, state: CardState, actor: Actor): CardRow["recall"] {
  const issuer = row.account.parent?.organisation;
  if (!issuer || !can(actor, "card.recall") || (state !== "issued" && state !== "bound")) return null;
  if (issuer.id === actor.organisationId) return { own: true };
  return { own: false, by: issuer.shortName, byEn: issuer.shortNameEn };
}

/** A card without a teacher is the school's to settle; everybody else waits for the school. */
function faceOf(state: CardState, isSchool: boolean): { face: CardFace; label: string } {
  if (state === "issued")
    return isSchool ? { face: "todo", label: "issued" } : { face: "wait", label: "with-school" };
  if (state === "bound") return { face: "ok", label: "bound" };
  return state === "used" ? { face: "locked", label: "used" } : { face: "void", label: state };
}
