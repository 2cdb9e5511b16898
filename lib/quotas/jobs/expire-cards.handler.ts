import "server-only";
import { db } from "@/lib/platform/db";
import { expireCardsOf } from "../commands/expire-cards";
import { accountsWithDueLapses } from "../store";

/** One provincial account after the other; a run that is cut short is completed by the next. */
export async function handleExpireCards(): Promise<number> {
  let cards = 0;
  for (const accountId of await accountsWithDueLapses(db())) cards += (await expireCardsOf(accountId)).cards;
  return cards;
}
