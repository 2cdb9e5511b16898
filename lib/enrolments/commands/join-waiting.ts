import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { fail, failOn } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { ownTeacherId } from "../access";
import { waitingEvent } from "../audit";
import { accessOpenClass } from "../open-store";
import { checkLines, judgeEligibility } from "../rules";
import type { RegisterOpenInput } from "../schema";
import { gatherFacts } from "../seat-store";
import { lockPlaces } from "../waiting-store";

/**
 * The teacher stands at the end of the line for a class without a free place. Only who could register may wait; one line at a time in
 * an exclusivity group, which the database holds.
 */
export async function joinWaiting(actor: Actor, input: RegisterOpenInput): Promise<{ entryId: string }> {
  const { key, ...request } = input;
  return transaction(actor, async (tx) => {
    authorise(actor, "waiting.join");
    const teacherId = ownTeacherId(actor);
    return once(tx, actor, "waiting.join", key, request, async () => {
      const known = await accessOpenClass(tx, input.classId);
      const facts = await gatherFacts(tx, {
        teacherId,
        subProjectId: known.subProjectId,
        seat: { route: "open", offered: false },
        step: "submit",
        commitment: input.commitment,
        preferences: [known.id],
        trustProblemCount: true,
      });
      failOn(checkLines(judgeEligibility(facts)));
      const entryId = newId();
      await recordAudit(tx, actor, waitingEvent("waiting.joined", entryId, { class: known.code }));
      // Last, so that the row of the class is held only until the commit.
      const places = await lockPlaces(tx, known.id);
      if (places.used < places.cap && places.waiting === 0) fail("enrolments.open-place-free");
      await tx.$executeRaw`
        INSERT INTO waiting_entries (id, year, exclusivity_group, sub_project_id, class_id, teacher_id, school_id, province_id, state, joined_at)
        VALUES (${entryId}::uuid, ${known.year}, ${facts.subProject.exclusivityGroup}, ${known.subProjectId}::uuid, ${known.id}::uuid,
          ${teacherId}::uuid, ${facts.teacher.schoolId}::uuid, ${facts.school.provinceId}::uuid, 'waiting', ${places.now})`;
      await tx.$executeRaw`UPDATE open_places SET waiting = waiting + 1 WHERE class_id = ${known.id}::uuid`;
      return { entryId };
    });
  });
}
