import "server-only";
import { db } from "@/lib/platform/db";
import { closeCityAccount } from "../commands/close-city-account";
import { expireCardsOf } from "../commands/expire-cards";
import { cityAccountsToClose } from "../route-store";
import { accountsWithDueLapses } from "../store";

/** One account above schools after the other, then those of cities that are over; a run that is cut short is completed by the next. */
export async function handleExpireCards(): Promise<number> {
  let cards = 0;
  for (const accountId of await accountsWithDueLapses(db())) cards += (await expireCardsOf(accountId)).cards;
  for (const accountId of await cityAccountsToClose(db())) await closeCityAccount(accountId);
  return cards;
}
