import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, NotFound } from "@/lib/kernel/problem";
import { sendMessage } from "@/lib/notices";
import { type Tx, transaction } from "@/lib/platform/db";
import { accessOwnCard, type OwnCard } from "../access";
import { cardEvent } from "../audit";
import type { BindCardInput } from "../schema";

export type BoundCard = { cardId: string; version: number };

/** Ties a free card to one teacher of the school; only that teacher can then register with it. */
export function bindCard(actor: Actor, input: BindCardInput): Promise<BoundCard> {
  return transaction(actor, async (tx) => {
    const card = await accessOwnCard(tx, actor, input.cardId);
    const teacher = await readTeacher(tx, actor, card, input.teacherId);
    if (card.state === "lapsed") fail("quotas.card-lapsed", { code: card.code });
    if (card.state !== "issued") fail("quotas.card-not-free", { code: card.code });
    if (teacher.otherCard)
      fail("quotas.teacher-has-card", { code: teacher.otherCard }, { field: "teacherId" });
    const changed = await tx.$executeRaw`
      UPDATE registration_cards SET state = 'bound', teacher_id = ${teacher.id}::uuid, version = version + 1
      WHERE id = ${card.id}::uuid AND state = 'issued' AND version = ${input.version}`;
    if (changed === 0) fail("quotas.card-changed-meanwhile");
    await recordAudit(
      tx,
      actor,
      cardEvent("card.bound", card.id, { card: card.code, teacher: input.teacherId }),
    );
    if (teacher.accountId)
      await sendMessage(tx, {
        accountId: teacher.accountId,
        kind: "card-bound",
        params: { subProject: card.subProjectCode, until: card.lapsesAt.toISOString() },
        href: "/registration",
      });
    return { cardId: card.id, version: input.version + 1 };
  });
}

type BindableTeacher = { id: string; accountId: string | null; otherCard: string | null };

/**
 * A teacher of the card's school, with the account to tell, and a card that the person already has. One teacher, one place in a
 * group of projects: a second card would be a seat that nobody can use. Throws NotFound.
 */
async function readTeacher(tx: Tx, actor: Actor, card: OwnCard, teacherId: string): Promise<BindableTeacher> {
  const [teacher] = await tx.$queryRaw<BindableTeacher[]>`
    SELECT t.id,
      (SELECT p.account_id FROM appointments p WHERE p.teacher_id = t.id AND p.role = 'teacher' AND p.ends_at IS NULL LIMIT 1)
        AS "accountId",
      (SELECT o.code FROM registration_cards o JOIN sub_projects s ON s.id = o.sub_project_id JOIN projects g ON g.id = s.project_id
        WHERE o.teacher_id = t.id AND o.id <> ${card.id}::uuid AND s.year = ${card.year}
          AND g.exclusivity_group = ${card.exclusivityGroup}
          AND (o.state = 'used' OR (o.state = 'bound' AND o.lapses_at > ${card.now})) LIMIT 1) AS "otherCard"
    FROM teachers t WHERE t.id = ${teacherId}::uuid AND t.school_id = ${actor.organisationId}::uuid`;
  if (!teacher) throw new NotFound("teacher");
  return teacher;
}
