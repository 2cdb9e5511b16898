import type { Actor } from "@/lib/access";
import { businessNow } from "@/lib/platform/clock";
import { reading } from "@/lib/platform/db";
import { cardsInScope } from "../access";
import { parseCardCode } from "../rules";
import type { CardRow } from "../views";
import { cardRowSelect, toCardRow } from "./list-cards";

/** A card by its code as typed; null for a code that cannot be one, and for cards beyond the actor's scope. */
export async function findCard(actor: Actor, text: string): Promise<CardRow | null> {
  const scope = cardsInScope(actor);
  const code = parseCardCode(text);
  if (!code) return null;
  const row = await reading(actor, (tx) =>
    tx.registrationCard.findFirst({ where: { AND: [scope], code }, select: cardRowSelect }),
  );
  return row && toCardRow(row, actor, await businessNow());
}
