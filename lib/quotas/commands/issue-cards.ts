import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, failOn, problem } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { accessSeatLedger, type SeatLedger } from "../access";
import { accountEvent } from "../audit";
import { type CardTerm, cardTerm, checkAllocationWindow, checkBodiesOnce, left } from "../rules";
import type { IssueCardsInput, IssuedCards } from "../schema";
import { putOnCards } from "../store";

/**
 * Puts seats that schools already hold on cards, a card a seat. Cards last until registration closes; those issued afterwards
 * until the supplement window does.
 */
export function issueCards(actor: Actor, input: IssueCardsInput): Promise<IssuedCards> {
  return transaction(actor, async (tx) => {
    const schoolIds = input.rows.map((row) => row.schoolId);
    const ledger = await accessSeatLedger(tx, actor, "card.issue", input.subProjectId, schoolIds);
    return once(tx, actor, "card.issue", input.key, input, async () => {
      const termFor = termsOfNewCards(ledger);
      failOn(checkBodiesOnce(schoolIds));
      const rows = input.rows.map((row, index) => {
        const account = ledger.children.get(row.schoolId);
        const available = account ? left(account) : 0;
        if (!account || row.cards > available) {
          const params = { ...schoolNames(ledger, row.schoolId), asked: row.cards, left: available };
          failOn([problem("quotas.school-more-than-left", params, { row: index + 1 })]);
        }
        return account ? [{ account, cards: row.cards, term: termFor(row.schoolId) }] : [];
      });
      const cards = await putOnCards(tx, actor, issuerOf(ledger), rows.flat());
      const { code, year } = ledger.subProject;
      await recordAudit(
        tx,
        actor,
        accountEvent("card.issued", ledger.parent.id, { code, cards: cards.map((card) => card.code) }),
      );
      await sendMessages(
        tx,
        input.rows.map((row) => ({
          organisationId: row.schoolId,
          kind: "cards-issued",
          params: { subProject: code, count: row.cards },
          href: `/programmes/${year}/cards`,
        })),
      );
      return { cards };
    });
  });
}

/** A body of the ledger as problems name it. */
export function schoolNames(ledger: SeatLedger, schoolId: string) {
  const { name = "", nameEn = "" } = ledger.bodies.get(schoolId) ?? {};
  return { school: name, schoolEn: nameEn };
}

/** Who issues, as the card's code shows it. */
export function issuerOf(ledger: SeatLedger) {
  const { year, code } = ledger.subProject;
  return { accountId: ledger.serialAccountId, regionCode: ledger.regionCode, year, subProjectCode: code };
}

/** The term of each school's new cards; refuses when neither window is open in which a new card could be used. */
export function termsOfNewCards(ledger: SeatLedger): (schoolId: string) => CardTerm {
  failOn(checkAllocationWindow(ledger.windows, ledger.now));
  return (schoolId) => {
    const term = cardTerm(ledger.schoolWindows.get(schoolId) ?? ledger.windows, ledger.now);
    if (!term || term.lapsesAt <= ledger.now) fail("programmes.window-not-set", { window: "registration" });
    return term;
  };
}
