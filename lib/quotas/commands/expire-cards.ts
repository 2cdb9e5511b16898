import { type Actor, authorise } from "@/lib/access";
import { recordAudit, SYSTEM } from "@/lib/audit";
import { type Tx, transaction } from "@/lib/platform/db";
import { accountEvent } from "../audit";
import type { ExpiredCards } from "../schema";
import { accountsWithDueLapses, lockAccounts } from "../store";

/** Posts what has lapsed: below the own accounts of a province (its cities too) or a city, or everywhere. Doing it again changes nothing. */
export function expireCards(actor: Actor): Promise<ExpiredCards> {
  return transaction(actor, async (tx) => {
    const scope = authorise(actor, "card.lapse");
    const own = scope === "own" ? actor.organisationId : undefined;
    let cards = 0;
    for (const id of await accountsWithDueLapses(tx, own)) cards += await postLapsesIn(tx, id);
    await recordAudit(tx, actor, accountEvent("card.expired", own ?? actor.organisationId, { cards }));
    return { cards };
  });
}

/** For the job: each account above schools in a transaction of its own, so that nobody waits for the whole country. */
export async function expireCardsOf(accountId: string): Promise<ExpiredCards> {
  return transaction(null, async (tx) => {
    const cards = await postLapsesIn(tx, accountId);
    if (cards > 0) await recordAudit(tx, SYSTEM, accountEvent("card.expired", accountId, { cards }));
    return { cards };
  });
}

/** What the lapse handed back is the fall of what the account has handed down, under its lock. */
async function postLapsesIn(tx: Tx, parentId: string): Promise<number> {
  const [before] = await tx.$queryRaw<{ handedDown: number }[]>`
    SELECT handed_down AS "handedDown" FROM quota_accounts WHERE id = ${parentId}::uuid FOR UPDATE`;
  const { parent } = await lockAccounts(tx, parentId, []);
  return (before?.handedDown ?? 0) - parent.handedDown;
}
