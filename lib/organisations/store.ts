import type { Reader } from "@/lib/platform/db";
import type { OrganisationKind } from "./schema";

/** Ids by name among one kind; a name that is not there is absent from the map. For imports that match by name. */
export async function findOrganisationsByName(
  reader: Reader,
  kind: OrganisationKind,
  names: string[],
): Promise<Map<string, string>> {
  const rows = await reader.organisation.findMany({
    where: { kind, name: { in: names } },
    select: { id: true, name: true },
  });
  return new Map(rows.map((row) => [row.name, row.id]));
}

/** English names of bodies that a history remembers by the other one; a body renamed since then is absent from the map. */
export async function englishNames(reader: Reader, names: string[]): Promise<Map<string, string>> {
  const rows = await reader.organisation.findMany({
    where: { name: { in: [...new Set(names)] } },
    select: { name: true, nameEn: true },
  });
  return new Map(rows.map((row) => [row.name, row.nameEn]));
}

/** The 32 provincial bodies by region code, in order of code. */
export async function provincesByRegion(
  reader: Reader,
): Promise<Map<string, { id: string; name: string; shortName: string; shortNameEn: string }>> {
  const rows = await reader.organisation.findMany({
    where: { kind: "province" },
    orderBy: { code: "asc" },
    select: { id: true, name: true, shortName: true, shortNameEn: true, regionCode: true },
  });
  return new Map(rows.flatMap(({ regionCode, ...row }) => (regionCode ? [[regionCode, row] as const] : [])));
}
