import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, NotFound } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import { type Tx, transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { accessSeatLedger, type SeatLedger } from "../access";
import { accountEvent } from "../audit";
import type { RecallCardsInput, RecalledCards } from "../schema";
import { postEntries } from "../store";

/** Takes back unused cards with their seats, bound ones too, from schools to the province or the city that issued them: all of the named ones or none. */
export function recallCards(actor: Actor, input: RecallCardsInput): Promise<RecalledCards> {
  return transaction(actor, async (tx) => {
    // Before the cards are looked for: whoever recalls none must not learn which there are.
    authorise(actor, "card.recall");
    const named = await namedCards(tx, input);
    const schoolIds = [...new Set(named.map((card) => card.schoolId))];
    const ledger = await accessSeatLedger(tx, actor, "card.recall", input.subProjectId, schoolIds);
    return once(tx, actor, "card.recall", input.key, input, async () => {
      const recalled = await recallUnused(tx, input.cardIds);
      if (recalled.length < named.length) {
        const done = new Set(recalled.map((card) => card.id));
        const kept = named.filter((card) => !done.has(card.id)).map((card) => card.code);
        fail("quotas.cards-not-recallable", { count: kept.length, codes: kept.slice(0, 5).join(", ") });
      }
      await postRecall(tx, actor, ledger, recalled, input.reason);
      const { code, year } = ledger.subProject;
      await recordAudit(
        tx,
        actor,
        accountEvent("card.recalled", ledger.parent.id, {
          code,
          cards: recalled.map((card) => card.code),
          reason: input.reason,
        }),
      );
      await sendMessages(
        tx,
        schoolIds.map((organisationId) => ({
          organisationId,
          kind: "card-recalled",
          params: {
            subProject: code,
            count: recalled.filter((card) => card.schoolId === organisationId).length,
          },
          href: `/programmes/${year}/cards`,
        })),
      );
      return { cards: recalled.length };
    });
  });
}

type Card = { id: string; code: string; schoolId: string };

/** The scope is that of their schools, which the ledger checks; a card of another sub-project is not there. */
async function namedCards(tx: Tx, input: RecallCardsInput): Promise<Card[]> {
  const cards = await tx.registrationCard.findMany({
    where: { id: { in: input.cardIds }, subProjectId: input.subProjectId },
    orderBy: { id: "asc" },
    select: { id: true, code: true, schoolId: true },
  });
  if (cards.length !== new Set(input.cardIds).size) throw new NotFound("card");
  return cards;
}

async function recallUnused(tx: Tx, ids: string[]): Promise<Card[]> {
  return tx.$queryRaw<Card[]>`
    UPDATE registration_cards SET state = 'recalled', ended_at = business_now(), version = version + 1
    WHERE id = ANY (${ids}::uuid[]) AND state IN ('issued', 'bound') AND lapses_at > (SELECT business_now())
    RETURNING id, code, school_id AS "schoolId"`;
}

async function postRecall(
  tx: Tx,
  actor: Actor,
  ledger: SeatLedger,
  recalled: Card[],
  reason: string,
): Promise<void> {
  for (const kind of ["recall", "hand-back"] as const)
    await postEntries(
      tx,
      actor,
      [...ledger.children.values()].flatMap((account) => {
        const seats = recalled.filter((card) => card.schoolId === account.organisationId).length;
        return seats > 0 ? [{ account, kind, seats, reason }] : [];
      }),
    );
}
