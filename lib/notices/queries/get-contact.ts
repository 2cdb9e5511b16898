import { type Actor, authorise } from "@/lib/access";
import { db } from "@/lib/platform/db";
import type { Contact } from "../schema";
import { readContact } from "../store";

const NOTHING_CHOSEN: Contact = {
  email: null,
  verified: false,
  codeOpen: false,
  mail: "each",
  quietFrom: null,
  quietUntil: null,
  version: 0,
};

/** How the own messages arrive outside the inbox. */
export async function getContact(actor: Actor): Promise<Contact> {
  authorise(actor, "inbox.read");
  return (await readContact(db(), actor.accountId)) ?? NOTHING_CHOSEN;
}
