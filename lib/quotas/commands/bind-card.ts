import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, NotFound } from "@/lib/kernel/problem";
import { sendMessage } from "@/lib/notices";
import { businessNow } from "@/lib/platform/clock";
import { type Tx, transaction } from "@/lib/platform/db";
import { accessOwnCard, type LoadedCard } from "../access";
import { cardEvent } from "../audit";
import { effectiveState } from "../rules";
import type { BindCardInput, CardState } from "../schema";

export type BoundCard = { cardId: string; version: number };

/** Ties a free card to one teacher of the school; only that teacher can then register with it. */
export function bindCard(actor: Actor, input: BindCardInput): Promise<BoundCard> {
  return transaction(actor, async (tx) => {
    const card = await accessOwnCard(tx, actor, input.cardId);
    const teacher = await tx.teacher.findFirst({
      where: { id: input.teacherId, schoolId: actor.organisationId },
      select: {
        id: true,
        appointments: { where: { role: "teacher", endsAt: null }, select: { accountId: true } },
      },
    });
    if (!teacher) throw new NotFound("teacher");
    const now = await businessNow(tx);
    const state = effectiveState({ ...card, state: card.state as CardState }, now);
    if (state === "lapsed") fail("quotas.card-lapsed", { code: card.code });
    if (state !== "issued") fail("quotas.card-not-free", { code: card.code });
    await refuseSecondCard(tx, card, input.teacherId, now);
    const changed = await tx.registrationCard.updateMany({
      where: { id: card.id, state: "issued", version: input.version },
      data: { state: "bound", teacherId: teacher.id, version: { increment: 1 } },
    });
    if (changed.count === 0) fail("quotas.card-changed-meanwhile");
    await recordAudit(
      tx,
      actor,
      cardEvent("card.bound", card.id, { card: card.code, teacher: input.teacherId }),
    );
    for (const { accountId } of teacher.appointments)
      await sendMessage(tx, {
        accountId,
        kind: "card-bound",
        params: { subProject: card.subProject.code, until: card.lapsesAt.toISOString() },
        href: "/registration",
      });
    return { cardId: card.id, version: input.version + 1 };
  });
}

/** One teacher, one place in a group of projects: a second card would be a seat that nobody can use. */
async function refuseSecondCard(tx: Tx, card: LoadedCard, teacherId: string, now: Date): Promise<void> {
  const { year, project } = card.subProject;
  const other = await tx.registrationCard.findFirst({
    where: {
      teacherId,
      id: { not: card.id },
      subProject: { year, project: { exclusivityGroup: project.exclusivityGroup } },
      OR: [{ state: "used" }, { state: "bound", lapsesAt: { gt: now } }],
    },
    select: { code: true },
  });
  if (other) fail("quotas.teacher-has-card", { code: other.code }, { field: "teacherId" });
}
