import type { Actor } from "@/lib/access";
import type { Tx } from "@/lib/platform/db";
import { putAddress } from "../store";

/**
 * The number that a person has just confirmed for the own record is where text messages go from now on: the page asks “to which
 * number shall the opening notice go”, and this keeps that promise. Part of the caller's transaction and of its audit event.
 */
export async function keepOwnMobileIn(tx: Tx, actor: Actor, mobile: string): Promise<void> {
  await putAddress(tx, actor.accountId, "sms", mobile, true);
  // A page about the contact that was opened before must not put the number from before back.
  await tx.$executeRaw`
    INSERT INTO contact_preferences (account_id, locale) VALUES (${actor.accountId}::uuid, 'zh-CN')
    ON CONFLICT (account_id) DO UPDATE SET version = contact_preferences.version + 1`;
}
