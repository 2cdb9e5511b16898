import { type Actor, authorise } from "@/lib/access";
import { failOn } from "@/lib/kernel/problem";
import { scoped } from "@/lib/platform/db";
import { requestHash } from "@/lib/platform/idempotency";
import { ownTeacherId } from "../access";
import { accessOpenClass, takePlace } from "../open-store";
import { checkLines, judgeEligibility } from "../rules";
import type { RegisterOpenInput } from "../schema";
import { gatherFacts } from "../seat-store";
import type { Registered } from "../views";
import { findAnswer, retrying } from "./register-enrolment";

/** A teacher takes a free place of an open class; nobody passes those who wait for one. Repeated with its key it gives the first answer. */
export async function registerOpen(actor: Actor, input: RegisterOpenInput): Promise<Registered> {
  authorise(actor, "enrolment.register");
  const teacherId = ownTeacherId(actor);
  const { key, ...request } = input;
  const hash = requestHash(request);
  return retrying(async () => {
    const { id: classId, subProjectId } = await accessOpenClass(scoped(actor), input.classId);
    const facts = await gatherFacts(scoped(actor), {
      teacherId,
      subProjectId,
      seat: { route: "open", offered: false },
      step: "submit",
      commitment: input.commitment,
      preferences: [classId],
      trustProblemCount: true,
    });
    const lines = judgeEligibility(facts);
    const problems = checkLines(lines);
    const replayed =
      problems.length > 0 ? await findAnswer(actor, key, hash, "enrolment.register-open") : null;
    if (replayed) return replayed;
    failOn(problems);
    return takePlace(actor, { key, hash, facts, lines, classId, entryId: null });
  });
}
