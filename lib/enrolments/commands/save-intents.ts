import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, failOn, NotFound } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { ownTeacherId } from "../access";
import { wishEvent } from "../audit";
import type { SaveIntentsInput } from "../schema";
import { checkWishesOpen } from "../wish-store";

/** What the teacher would like this year, in order; it replaces what was said before. The school sees it and no seat is held. */
export async function saveIntents(actor: Actor, input: SaveIntentsInput): Promise<{ count: number }> {
  return transaction(actor, async (tx) => {
    authorise(actor, "intent.save");
    const teacherId = ownTeacherId(actor);
    const ids = input.subProjectIds;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`intents ${teacherId}`}, 0))`;
    failOn(await checkWishesOpen(tx, input.year, actor.organisationId));
    if (new Set(ids).size < ids.length) fail("enrolments.wish-twice", {}, { field: "second" });
    await tx.$executeRaw`DELETE FROM registration_intents WHERE teacher_id = ${teacherId}::uuid AND year = ${input.year}`;
    const saved = await tx.$executeRaw`
      INSERT INTO registration_intents (teacher_id, sub_project_id, year, rank)
      SELECT ${teacherId}::uuid, s.id, s.year, w.rank FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS w (id, rank)
      JOIN sub_projects s ON s.id = w.id AND s.year = ${input.year}`;
    if (saved !== ids.length) throw new NotFound("sub-project");
    await recordAudit(
      tx,
      actor,
      wishEvent("intent.saved", teacherId, { year: input.year, count: ids.length }),
    );
    return { count: ids.length };
  });
}
