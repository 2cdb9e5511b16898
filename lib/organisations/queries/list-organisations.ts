import { type Actor, authorise, organisationsInScope } from "@/lib/access";
import { decodeCursor, encodeCursor, type Page } from "@/lib/kernel/page";
import { type Prisma, reading } from "@/lib/platform/db";
import type { OrganisationFilter, OrganisationKind, OrganisationRow, SchoolLevel } from "../schema";

const PAGE_SIZE = 50;

/** In order of code. */
export async function listOrganisations(
  actor: Actor,
  filter: OrganisationFilter,
): Promise<Page<OrganisationRow>> {
  const scope = authorise(actor, "organisation.read");
  const where: Prisma.OrganisationWhereInput = {
    AND: [organisationsInScope(actor, scope)],
    ...(filter.kind ? { kind: filter.kind } : {}),
    ...(filter.search
      ? { OR: [{ name: { contains: filter.search } }, { code: { startsWith: filter.search } }] }
      : {}),
  };
  const after = decodeCursor(filter.cursor)?.[0];
  const [total, found] = await reading(actor, (tx) =>
    Promise.all([
      tx.organisation.count({ where }),
      tx.organisation.findMany({
        where: typeof after === "string" ? { AND: [where, { code: { gt: after } }] } : where,
        orderBy: { code: "asc" },
        take: PAGE_SIZE + 1,
        select: {
          id: true,
          kind: true,
          code: true,
          name: true,
          nameEn: true,
          regionCode: true,
          schoolLevel: true,
          _count: { select: { teachers: true } },
        },
      }),
    ]),
  );
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    total,
    next: found.length > PAGE_SIZE && last ? encodeCursor([last.code]) : null,
    rows: shown.map(({ _count, ...row }) => ({
      ...row,
      kind: row.kind as OrganisationKind,
      schoolLevel: row.schoolLevel as SchoolLevel | null,
      teacherCount: _count.teachers,
    })),
  };
}
