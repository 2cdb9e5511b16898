import type { Actor } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { createOrganisation } from "@/lib/organisations";
import { db } from "@/lib/platform/db";
import { allocateAndIssue, handDownSeats, recallCards, reserveSeats, updateSeatRoute } from "@/lib/quotas";
import { officer, openAccount, type Province } from "./bodies";
import { CITY_REGION, provinceOf, YEAR } from "./course";

const NAMES = [
  ["甲", "A", "吴科长（演示）"],
  ["乙", "B", "郑科长（演示）"],
  ["丙", "C", "冯科长（演示）"],
] as const;

/** Three cities of the province through whose cities seats go. */
export async function createCities(provinces: Province[]): Promise<void> {
  const province = provinceOf(provinces, CITY_REGION);
  for (const [index, [word, letter, person]] of NAMES.entries()) {
    const name = `演示${province.name}${word}市教育局`;
    const nameEn = `Demo education bureau of city ${letter}, ${province.nameEn}`;
    const { id } = await createOrganisation(province.actor, {
      kind: "city",
      code: `${province.regionCode}9${index + 1}`,
      name,
      nameEn,
      shortName: `${province.name}${word}市`,
      shortNameEn: `City ${letter}, ${province.nameEn}`,
      regionCode: province.regionCode,
      parentId: province.id,
      demonstration: true,
    });
    province.cities.push({
      id,
      name,
      nameEn,
      actor: officer("city", { id, name, nameEn, provinceId: province.id }, person),
    });
  }
}

/** The province and one of its cities can be entered with a click, the other two by name. */
export async function openCityAccounts(ministry: Actor, provinces: Province[]): Promise<void> {
  const province = provinceOf(provinces, CITY_REGION);
  await openAccount(ministry, province, "province", "demo-3b-province", "何处长（演示）");
  for (const [index, city] of province.cities.entries()) {
    const loginName = index === 0 ? "demo-3c-city" : `city-${index + 1}-${CITY_REGION}`;
    await openAccount(province.actor, city, "city", loginName, city.actor.name);
  }
}

export function decideRoute(provinces: Province[]): Promise<unknown> {
  return updateSeatRoute(provinceOf(provinces, CITY_REGION).actor, { year: YEAR, throughCities: true });
}

type Row = { schoolId: string; shown: number; target: number };

/**
 * The same seats and cards as straight from the province, in the same order, by way of the cities: each gets what its schools shall
 * have, and keeps what is for `later`.
 */
export async function allocateThroughCities(
  province: Province,
  subProjectId: string,
  rows: Row[],
  later: Row[],
): Promise<void> {
  const cityOf = (schoolId: string) =>
    province.cities.find(({ id }) =>
      province.schools.some((one) => one.id === schoolId && one.cityId === id),
    );
  for (const city of province.cities) {
    const [now, then] = [rows, later].map((some) => some.filter((row) => cityOf(row.schoolId) === city));
    const seats = [...(now ?? []), ...(then ?? [])].reduce((sum, row) => sum + row.target, 0);
    if (seats > 0)
      await handDownSeats(province.actor, {
        subProjectId,
        rows: [{ schoolId: city.id, seats }],
        key: newId(),
      });
    if (now && now.length > 0)
      await allocateAndIssue(city.actor, { subProjectId, rows: now, cards: true, key: newId() });
  }
  const own = rows.filter((row) => !cityOf(row.schoolId));
  if (own.length > 0)
    await allocateAndIssue(province.actor, { subProjectId, rows: own, cards: true, key: newId() });
}

/** The first city takes two cards back that nobody uses, keeps one of the seats on purpose, and has not decided on the other. */
export async function recallInFirstCity(provinces: Province[]): Promise<void> {
  const [city] = provinceOf(provinces, CITY_REGION).cities;
  if (!city) return;
  const unused = await db().registrationCard.findMany({
    where: { state: "issued", account: { parent: { organisationId: city.id } } },
    orderBy: { code: "asc" },
    select: { id: true, subProjectId: true },
  });
  const subProjectId = unused.find(({ id, subProjectId: of }) =>
    unused.some((other) => other.id !== id && other.subProjectId === of),
  )?.subProjectId;
  if (!subProjectId) return;
  const cardIds = unused.filter((card) => card.subProjectId === subProjectId).map(({ id }) => id);
  await recallCards(city.actor, {
    subProjectId,
    cardIds: cardIds.slice(0, 2),
    reason: "学校说今年派不出人，先收回。",
    key: newId(),
  });
  await reserveSeats(city.actor, { subProjectId, seats: 1, reason: "一所学校正在并校，等批复后再分。" });
}
