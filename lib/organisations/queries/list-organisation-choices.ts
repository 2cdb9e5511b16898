import { type Actor, authorise, organisationsInScope, type Permission } from "@/lib/access";
import { db } from "@/lib/platform/db";
import type { OrganisationKind } from "../schema";

const MOST = 500;

/** The bodies that a permission reaches, for a list to choose from; in order of code, 500 at most. */
export async function listOrganisationChoices(
  actor: Actor,
  permission: Permission,
): Promise<{ id: string; kind: OrganisationKind; name: string; nameEn: string }[]> {
  const scope = authorise(actor, permission);
  const rows = await db().organisation.findMany({
    where: organisationsInScope(actor, scope),
    orderBy: { code: "asc" },
    take: MOST,
    select: { id: true, kind: true, name: true, nameEn: true },
  });
  return rows.map((row) => ({ ...row, kind: row.kind as OrganisationKind }));
}
