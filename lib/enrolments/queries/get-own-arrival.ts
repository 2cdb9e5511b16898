import type { Actor } from "@/lib/access";
import { scoped } from "@/lib/platform/db";
import { accessArrival, checkArrivalOpen, daysToArrive, unsealContact } from "../arrival-store";
import type { Diet, Lodging } from "../schema";
import type { OwnArrival } from "../views";

/** What I said about coming to my class, as it stands. Throws NotFound where I sit in no class. */
export async function getOwnArrival(actor: Actor, enrolmentId: string): Promise<OwnArrival> {
  const place = await accessArrival(scoped(actor), actor, "arrival.save", enrolmentId);
  const { plan } = place;
  return {
    enrolmentId,
    class: place.class,
    open: checkArrivalOpen(place).length === 0,
    ...daysToArrive(place.class),
    version: plan?.version ?? 0,
    saved: plan && {
      arrivesOn: plan.arrivesOn,
      arrivesTime: plan.arrivesTime,
      lodging: plan.lodging as Lodging,
      diet: plan.diet as Diet,
      needs: plan.needs,
      contactName: unsealContact(enrolmentId, "contact_name_sealed", plan.contactNameSealed),
      contactMobile: unsealContact(enrolmentId, "contact_mobile_sealed", plan.contactMobileSealed),
      savedAt: new Date(plan.savedAt),
    },
  };
}
