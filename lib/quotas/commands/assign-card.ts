import type { Actor } from "@/lib/access";
import { fail, NotFound } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { CARD_LIFE } from "../lifecycle";
import { effectiveState } from "../rules";
import type { CardState } from "../schema";

/**
 * Gives a card to the teacher of an enrolment that the caller writes in this transaction: a replacement takes over a used or
 * freed card, a reopened enrolment gets its own back. The database refuses to take it from a live enrolment. The caller has
 * authorised the act and records it. Problems: quotas.card-lapsed, .card-not-free.
 */
export async function assignCardIn(
  tx: Tx,
  _actor: Actor,
  input: { cardId: string; teacherId: string },
): Promise<void> {
  const rows = await tx.$queryRaw<
    { code: string; state: CardState; teacherId: string | null; lapsesAt: Date }[]
  >`
    SELECT code, state, teacher_id AS "teacherId", lapses_at AS "lapsesAt"
    FROM registration_cards WHERE id = ${input.cardId}::uuid FOR UPDATE`;
  const card = rows[0];
  if (!card) throw new NotFound("card");
  const state = effectiveState(card, await businessNow(tx));
  if (state === "lapsed") fail("quotas.card-lapsed", { code: card.code });
  const next = CARD_LIFE[state].use;
  if (!next || (state === "bound" && card.teacherId !== input.teacherId))
    fail("quotas.card-not-free", { code: card.code });
  await tx.registrationCard.update({
    where: { id: input.cardId },
    data: { state: next, teacherId: input.teacherId, version: { increment: 1 } },
    select: { id: true },
  });
}
