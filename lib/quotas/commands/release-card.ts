import type { Actor } from "@/lib/access";
import { fail } from "@/lib/kernel/problem";
import type { Tx } from "@/lib/platform/db";
import { momentOf } from "@/lib/programmes";
import { type CardTerm, cardTerm } from "../rules";

/**
 * Frees the card of an enrolment that ended, within its school. While registration is open it keeps its time; afterwards it
 * holds until the supplement window shuts. The caller has authorised the act that ends the enrolment, has ended it already
 * in this transaction, and records it; no lock is needed, since freeing makes nothing less available.
 */
export async function releaseCardIn(
  tx: Tx,
  _actor: Pick<Actor, "name">,
  input: { cardId: string },
): Promise<CardTerm> {
  const card = await tx.registrationCard.findUniqueOrThrow({
    where: { id: input.cardId },
    select: {
      supplement: true,
      lapsesAt: true,
      code: true,
      schoolId: true,
      subProject: { select: { year: true } },
    },
  });
  const { now, windows } = await momentOf(tx, card.subProject.year, card.schoolId);
  const fresh = cardTerm(windows, now);
  const keeps = card.supplement || now < card.lapsesAt || fresh === null;
  const term = keeps ? { lapsesAt: card.lapsesAt, supplement: card.supplement } : fresh;
  const changed = await tx.registrationCard.updateMany({
    where: { id: input.cardId, state: "used" },
    data: { state: "issued", teacherId: null, ...term, version: { increment: 1 } },
  });
  if (changed.count === 0) fail("quotas.card-changed-meanwhile");
  return term;
}
