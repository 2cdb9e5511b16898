import type { Actor } from "@/lib/access";
import { db } from "@/lib/platform/db";
import {
  allocateAndIssue,
  handBackSeats,
  handDownSeats,
  issueQuotaTable,
  recallCards,
  saveQuotaDraft,
  updateSeatRoute,
} from "@/lib/quotas";
import { actorAt, createBody } from "./bodies";
import { buildBodies, buildYear, newKey, type Spans } from "./quotas";

/** The bodies of the ledger's tests with two cities of Hunan, the first with two schools, the second with one. */
export async function buildCities() {
  const bodies = await buildBodies();
  const cities = [];
  for (const [name, schools] of [
    ["长沙", 2],
    ["株洲", 1],
  ] as const) {
    const city = await createBody("city", `演示${name}市教育局`, bodies.hunan);
    const own = [];
    for (let number = 1; number <= schools; number += 1) {
      const school = await createBody("school", `演示${name}第${number}学校`, city);
      own.push({ ...school, clerk: actorAt(school, "school") });
    }
    const [first] = own;
    if (!first) throw new Error("each city has a school");
    cities.push({ ...city, officer: actorAt(city, "city"), schools: own, first });
  }
  const [one, other] = cities;
  if (!one || !other) throw new Error("two cities were built");
  return { ...bodies, one, other };
}
export type Cities = Awaited<ReturnType<typeof buildCities>>;

/** A year in which Hunan holds 60 seats of B301 and 40 of B302, and what people of it do in B301. */
export async function cityYear(bodies: Cities, options: { through?: boolean; spans?: Spans } = {}) {
  const { year, b301, b302 } = await buildYear(options.spans);
  const { officer } = bodies.ministry;
  const cells = { 43: { B301: "60", B302: "40" }, 42: { B301: "40", B302: "0" } };
  await saveQuotaDraft(officer, { year, cells, basedOn: 0 });
  const subProjects = ["B301", "B302"];
  await issueQuotaTable(officer, { year, draft: 1, subProjects, reserveConfirmed: false, key: newKey() });
  const decide = (throughCities: boolean) => updateSeatRoute(bodies.hunan.officer, { year, throughCities });
  if (options.through !== false) await decide(true);
  const subProjectId = b301.id;
  return {
    year,
    subProjectId,
    other: b302.id,
    decide,
    handDown: (actor: Actor, { id }: { id: string }, seats: number) =>
      handDownSeats(actor, { subProjectId, rows: [{ schoolId: id, seats }], key: newKey() }),
    allocate: (actor: Actor, { id }: { id: string }, shown: number, target: number, cards = true) =>
      allocateAndIssue(actor, {
        subProjectId,
        rows: [{ schoolId: id, shown, target }],
        cards,
        key: newKey(),
      }),
    handBack: (actor: Actor, seats: number) =>
      handBackSeats(actor, { subProjectId, seats, reason: "用不上", key: newKey() }),
    recall: (actor: Actor, cardIds: string[]) =>
      recallCards(actor, { subProjectId, cardIds, reason: "改派", key: newKey() }),
    cardsOf: async ({ id }: { id: string }) =>
      (
        await db().registrationCard.findMany({
          where: { subProjectId, schoolId: id, state: "issued" },
          orderBy: { code: "asc" },
          select: { id: true },
        })
      ).map((card) => card.id),
    account: async ({ id }: { id: string }) =>
      db().quotaAccount.findFirstOrThrow({
        where: { subProjectId, organisationId: id },
        select: { granted: true, handedDown: true, carded: true },
      }),
  };
}
