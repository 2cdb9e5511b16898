import type { Tx } from "@/lib/platform/db";

/** Everybody to whom an issued notice is addressed, except its issuer. */
export async function addressedOrganisations(tx: Tx, kinds: string[], issuerId: string): Promise<string[]> {
  if (kinds.length === 0) return [];
  const found = await tx.organisation.findMany({
    where: { kind: { in: kinds }, id: { not: issuerId } },
    select: { id: true },
  });
  return found.map((organisation) => organisation.id);
}
