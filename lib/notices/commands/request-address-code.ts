import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/outbox";
import { contactEvent } from "../audit";
import type { RequestAddressCodeInput } from "../schema";
import { ADDRESS_CODE_WANTED, CODE_MINUTES } from "../store";

const MINUTE_MS = 60_000;

/** Another code to the own address, at most one a minute: the page must not become a way to flood a mailbox or a telephone. */
export function requestAddressCode(actor: Actor, { channel }: RequestAddressCodeInput): Promise<void> {
  return transaction(actor, async (tx) => {
    authorise(actor, "inbox.read");
    const { accountId } = actor;
    const [address] = await tx.$queryRaw<{ codeExpiresAt: Date | null }[]>`
      SELECT code_expires_at AS "codeExpiresAt" FROM contact_addresses
      WHERE account_id = ${accountId}::uuid AND channel = ${channel} AND verified_at IS NULL FOR UPDATE`;
    if (!address) fail("notices.no-address");
    const sentAt = address.codeExpiresAt ? address.codeExpiresAt.getTime() - CODE_MINUTES * MINUTE_MS : 0;
    if (Date.now() - sentAt < MINUTE_MS) fail("notices.code-just-sent");
    await enqueue(tx, ADDRESS_CODE_WANTED, { accountId, channel });
    await recordAudit(tx, actor, contactEvent("contact.code-requested", accountId, { channel }));
  });
}
