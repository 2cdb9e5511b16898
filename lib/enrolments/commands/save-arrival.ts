import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, failOn } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { accessArrival, checkArrivalOpen, daysToArrive, sealContact } from "../arrival-store";
import { arrivalEvent } from "../audit";
import type { SaveArrivalInput } from "../schema";

/** The teacher says when they come, where they sleep, what they eat and whom to call; changed freely until the class begins. */
export async function saveArrival(actor: Actor, input: SaveArrivalInput): Promise<{ version: number }> {
  return transaction(actor, async (tx) => {
    const place = await accessArrival(tx, actor, "arrival.save", input.enrolmentId);
    failOn(checkArrivalOpen(place));
    const { earliest, latest } = daysToArrive(place.class);
    if (input.arrivesOn < earliest || input.arrivesOn > latest)
      fail("enrolments.arrival-day-outside", { from: earliest, to: latest }, { field: "arrivesOn" });
    const { enrolmentId } = place;
    const saved = await tx.$executeRaw`
      INSERT INTO arrival_plans (enrolment_id, arrives_on, arrives_time, lodging, diet, needs, contact_name_sealed, contact_mobile_sealed)
      SELECT ${enrolmentId}::uuid, ${input.arrivesOn}::date, ${input.arrivesTime}, ${input.lodging}, ${input.diet}, ${input.needs},
        ${sealContact(enrolmentId, "contact_name_sealed", input.contactName)},
        ${sealContact(enrolmentId, "contact_mobile_sealed", input.contactMobile)}
      WHERE ${input.version}::int = 0 OR EXISTS (SELECT 1 FROM arrival_plans WHERE enrolment_id = ${enrolmentId}::uuid)
      ON CONFLICT (enrolment_id) DO UPDATE SET arrives_on = excluded.arrives_on, arrives_time = excluded.arrives_time,
        lodging = excluded.lodging, diet = excluded.diet, needs = excluded.needs, contact_name_sealed = excluded.contact_name_sealed,
        contact_mobile_sealed = excluded.contact_mobile_sealed, saved_at = business_now(), version = arrival_plans.version + 1
        WHERE arrival_plans.version = ${input.version}::int`;
    if (saved !== 1) fail("common.stale", { state: place.state, version: place.plan?.version ?? 0 });
    await recordAudit(tx, actor, arrivalEvent("arrival.saved", enrolmentId));
    return { version: input.version + 1 };
  });
}
