import { type Actor, authorise } from "@/lib/access";
import { read } from "@/lib/platform/db";
import type { Contact } from "../schema";
import { contactOf, toContact } from "../store";

/** How the own messages arrive outside the inbox. */
export async function getContact(actor: Actor): Promise<Contact> {
  authorise(actor, "inbox.read");
  return toContact(actor.accountId, await read(actor, contactOf(actor.accountId)));
}
