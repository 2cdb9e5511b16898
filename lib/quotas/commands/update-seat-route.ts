import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";
import { loadSubProjects } from "@/lib/programmes";
import { provinceEvent } from "../audit";
import { citiesOf, hasHandedDown } from "../route-store";
import type { UpdatedSeatRoute, UpdateSeatRouteInput } from "../schema";

/**
 * A province decides for a year whether its seats go down through its cities. Its accounts of the year are not locked: the database
 * refuses a route once an account stands below one of them, whichever of the two came first.
 */
export function updateSeatRoute(actor: Actor, input: UpdateSeatRouteInput): Promise<UpdatedSeatRoute> {
  return transaction(actor, async (tx) => {
    authorise(actor, "seat-route.update");
    const { year, throughCities } = input;
    if ((await loadSubProjects(tx, year)).length === 0) fail("quotas.year-unpublished");
    const cities = await citiesOf(tx, actor.organisationId);
    if (throughCities && cities.length === 0) fail("quotas.no-cities");
    if (await hasHandedDown(tx, year, actor.organisationId)) fail("quotas.seat-route-settled");
    await tx.$executeRaw`INSERT INTO seat_routes (year, province_id, through_cities, decided_by)
      VALUES (${year}, ${actor.organisationId}::uuid, ${throughCities}, ${actor.name})
      ON CONFLICT (year, province_id) DO UPDATE SET through_cities = excluded.through_cities, decided_by = excluded.decided_by,
        decided_at = business_now()`;
    await recordAudit(
      tx,
      actor,
      provinceEvent("seat-route.updated", actor.organisationId, { year, throughCities }),
    );
    await sendMessages(
      tx,
      cities.map(({ id }) => ({
        organisationId: id,
        kind: "seat-route-decided",
        params: { year: String(year), through: throughCities ? "yes" : "no" },
        href: `/programmes/${year}/quotas`,
      })),
    );
    return { throughCities };
  });
}
