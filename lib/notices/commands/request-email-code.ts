import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/outbox";
import { contactEvent } from "../audit";
import { CODE_MINUTES, EMAIL_CODE_WANTED } from "../store";

const MINUTE_MS = 60_000;

/** Another code to the own address, at most one a minute: the page must not become a way to flood a mailbox. */
export function requestEmailCode(actor: Actor): Promise<void> {
  return transaction(actor, async (tx) => {
    authorise(actor, "inbox.read");
    const { accountId } = actor;
    const [contact] = await tx.$queryRaw<{ has: boolean; codeExpiresAt: Date | null }[]>`
      SELECT email_sealed IS NOT NULL AND email_verified_at IS NULL AS has, code_expires_at AS "codeExpiresAt"
      FROM contact_preferences WHERE account_id = ${accountId}::uuid FOR UPDATE`;
    if (!contact?.has) fail("notices.no-email");
    const sentAt = contact.codeExpiresAt ? contact.codeExpiresAt.getTime() - CODE_MINUTES * MINUTE_MS : 0;
    if (Date.now() - sentAt < MINUTE_MS) fail("notices.code-just-sent");
    await enqueue(tx, EMAIL_CODE_WANTED, { accountId });
    await recordAudit(tx, actor, contactEvent("contact.code-requested", accountId));
  });
}
