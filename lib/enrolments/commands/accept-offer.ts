import { type Actor, authorise } from "@/lib/access";
import { fail, failOn } from "@/lib/kernel/problem";
import { db, scoped } from "@/lib/platform/db";
import { requestHash } from "@/lib/platform/idempotency";
import { ownTeacherId } from "../access";
import { takePlace } from "../open-store";
import { checkLines, judgeEligibility } from "../rules";
import type { AcceptOfferInput } from "../schema";
import { gatherFacts } from "../seat-store";
import type { Registered } from "../views";
import { accessOwnStand } from "../waiting-store";
import { findAnswer, retrying } from "./register-enrolment";

/** The teacher takes the place that is held: nobody is ever registered by having waited. */
export async function acceptOffer(actor: Actor, input: AcceptOfferInput): Promise<Registered> {
  authorise(actor, "enrolment.register");
  const teacherId = ownTeacherId(actor);
  const { key, ...request } = input;
  const hash = requestHash(request);
  return retrying(async () => {
    const stand = await accessOwnStand(db(), actor, input.entryId);
    const replayed =
      stand.state === "accepted" ? await findAnswer(actor, key, hash, "enrolment.register-open") : null;
    if (replayed) return replayed;
    if (stand.state !== "offered") fail("enrolments.offer-over");
    const facts = await gatherFacts(scoped(actor), {
      teacherId,
      subProjectId: stand.subProjectId,
      seat: { route: "open", offered: true },
      step: "submit",
      commitment: input.commitment,
      preferences: [stand.classId],
    });
    const lines = judgeEligibility(facts);
    failOn(checkLines(lines));
    return takePlace(actor, { key, hash, facts, lines, classId: stand.classId, entryId: stand.id });
  });
}
