import { type Actor, authorise } from "@/lib/access";
import { isId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { db, reading } from "@/lib/platform/db";
import { amendmentFacts } from "../amendment-store";
import type { AmendmentFacts } from "../views";

/** For the institution, once its notice is out: how the roster differs from the last paper. */
export async function previewAmendment(actor: Actor, classId: string): Promise<AmendmentFacts> {
  authorise(actor, "opening-notice.amend");
  const own = isId(classId)
    ? await db().trainingClass.count({ where: { id: classId, institutionId: actor.organisationId } })
    : 0;
  if (own === 0) throw new NotFound("class");
  const { number, placed, joined } = await reading(actor, (tx) => amendmentFacts(tx, classId));
  return { number, people: placed.length, joined: joined.length };
}
