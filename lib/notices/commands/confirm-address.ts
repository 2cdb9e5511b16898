import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { hashToken } from "@/lib/platform/crypto";
import { transaction } from "@/lib/platform/db";
import { contactEvent } from "../audit";
import type { ConfirmAddressInput } from "../schema";

const MOST_FAILURES = 5;

/**
 * The code that went to the address proves that it is the own one. A guess is counted before it is compared, in a transaction of its
 * own, so that many at once are not compared more often than five times. One refusal for every cause.
 */
export async function confirmAddress(actor: Actor, input: ConfirmAddressInput): Promise<void> {
  authorise(actor, "inbox.read");
  const { accountId } = actor;
  const { channel } = input;
  const codeHash = await transaction(actor, async (tx) => {
    const [counted] = await tx.$queryRaw<{ codeHash: string }[]>`
      UPDATE contact_addresses SET code_failures = code_failures + 1
      WHERE account_id = ${accountId}::uuid AND channel = ${channel} AND code_expires_at > clock_timestamp()
        AND code_failures < ${MOST_FAILURES}
      RETURNING code_hash AS "codeHash"`;
    return counted?.codeHash;
  });
  if (codeHash !== hashToken(input.code.toUpperCase())) fail("notices.code-refused", {}, { field: "code" });
  await transaction(actor, async (tx) => {
    const changed = await tx.$executeRaw`
      UPDATE contact_addresses SET verified_at = clock_timestamp(), code_hash = NULL, code_expires_at = NULL, code_failures = 0
      WHERE account_id = ${accountId}::uuid AND channel = ${channel} AND code_hash = ${codeHash}`;
    if (changed === 0) fail("notices.code-refused", {}, { field: "code" });
    await recordAudit(tx, actor, contactEvent("contact.address-confirmed", accountId, { channel }));
  });
}
