import type { Actor } from "@/lib/access";
import { Prisma, type Reader } from "@/lib/platform/db";
import type { SeatRouteFacts } from "./views";

/** How the seats of a province go down in a year: through its cities, or straight to its schools, which is so until it decides. */
export async function goesThroughCities(
  reader: Reader,
  year: number,
  provinceId: string | null,
): Promise<boolean> {
  const [row] = await reader.$queryRaw<{ through: boolean }[]>`
    SELECT through_cities AS through FROM seat_routes WHERE year = ${year}::int AND province_id = ${provinceId}::uuid`;
  return row?.through ?? false;
}

/** For the province to look at: the route of the year, whether it still can be changed, and how many cities there are. */
export async function readRoute(reader: Reader, year: number, provinceId: string): Promise<SeatRouteFacts> {
  const [row] = await reader.$queryRaw<SeatRouteFacts[]>`
    SELECT COALESCE((SELECT through_cities FROM seat_routes WHERE year = ${year}::int AND province_id = ${provinceId}::uuid), false)
        AS "throughCities",
      EXISTS (SELECT 1 FROM quota_accounts a JOIN quota_accounts above ON above.id = a.parent_id JOIN sub_projects s ON s.id = a.sub_project_id
        WHERE s.year = ${year}::int AND above.organisation_id = ${provinceId}::uuid) AS settled,
      (SELECT count(*)::int FROM organisations WHERE kind = 'city' AND parent_id = ${provinceId}::uuid) AS cities`;
  if (!row) throw new Error("a statement without a table gives a row");
  return row;
}

/** Who splits seats: a province or a city, and whether the year's seats go through cities. */
export type Splitter = Pick<Actor, "role" | "organisationId"> & { throughCities: boolean };

/** The bodies that a splitter hands seats to. */
export function receiversOf(splitter: Splitter): Prisma.OrganisationWhereInput {
  const { role, organisationId, throughCities } = splitter;
  if (role === "city" || !throughCities) return schoolsBelow(splitter);
  return { kind: { in: ["city", "school"] }, parentId: organisationId };
}

/** Schools below a province or a city, whichever way their seats come. */
export function schoolsBelow({
  role,
  organisationId,
}: Pick<Actor, "role" | "organisationId">): Prisma.OrganisationWhereInput {
  return {
    kind: "school",
    ...(role === "city" ? { parentId: organisationId } : { provinceId: organisationId }),
  };
}

/** The same on organisations `o`. */
export function schoolsBelowSql({
  role,
  organisationId,
}: Pick<Actor, "role" | "organisationId">): Prisma.Sql {
  return role === "city"
    ? Prisma.sql`o.kind = 'school' AND o.parent_id = ${organisationId}::uuid`
    : Prisma.sql`o.kind = 'school' AND o.province_id = ${organisationId}::uuid`;
}

/** The body through which a school `o` gets its seats from a splitter: itself, or its city. */
export function receiverSql({ role, organisationId, throughCities }: Splitter): Prisma.Sql {
  return role === "city" || !throughCities
    ? Prisma.sql`o.id`
    : Prisma.sql`CASE WHEN o.parent_id = ${organisationId}::uuid THEN o.id ELSE o.parent_id END`;
}

export async function citiesOf(reader: Reader, provinceId: string): Promise<{ id: string }[]> {
  return reader.organisation.findMany({
    where: { kind: "city", parentId: provinceId },
    orderBy: { id: "asc" },
    select: { id: true },
  });
}

/** Whether an account stands below one of the province's in a year, be it empty by now. */
export async function hasHandedDown(reader: Reader, year: number, provinceId: string): Promise<boolean> {
  const rows = await reader.$queryRaw<unknown[]>`
    SELECT 1 FROM quota_accounts a JOIN quota_accounts above ON above.id = a.parent_id JOIN sub_projects s ON s.id = a.sub_project_id
    WHERE s.year = ${year}::int AND above.organisation_id = ${provinceId}::uuid LIMIT 1`;
  return rows.length > 0;
}

/** Accounts of cities that hold seats although nothing can be handed down any more in their year. */
export async function cityAccountsToClose(reader: Reader): Promise<string[]> {
  const rows = await reader.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM quota_accounts a JOIN organisations o ON o.id = a.organisation_id AND o.kind = 'city'
      JOIN sub_projects s ON s.id = a.sub_project_id JOIN time_windows w ON w.year = s.year AND w.key = 'supplement'
    WHERE a.granted > a.handed_down AND w.closes_at <= (SELECT business_now()) ORDER BY a.id`;
  return rows.map((row) => row.id);
}
