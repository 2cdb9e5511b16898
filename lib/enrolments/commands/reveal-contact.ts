import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { NotFound } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { accessArrival, unsealContact } from "../arrival-store";
import { arrivalEvent } from "../audit";
import type { RevealContactInput } from "../schema";

/** Whom to call when something happens to a trainee; each look leaves its trace. */
export async function revealContact(
  actor: Actor,
  input: RevealContactInput,
): Promise<{ name: string; mobile: string }> {
  return transaction(actor, async (tx) => {
    const { enrolmentId, plan } = await accessArrival(tx, actor, "arrival.read", input.enrolmentId);
    if (!plan) throw new NotFound("arrival");
    await recordAudit(tx, actor, arrivalEvent("arrival.contact-revealed", enrolmentId));
    return {
      name: unsealContact(enrolmentId, "contact_name_sealed", plan.contactNameSealed),
      mobile: unsealContact(enrolmentId, "contact_mobile_sealed", plan.contactMobileSealed),
    };
  });
}
