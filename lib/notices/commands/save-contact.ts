import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/outbox";
import { contactEvent } from "../audit";
import type { SaveContactInput } from "../schema";
import { EMAIL_CODE_WANTED, readContact, sealEmail } from "../store";

/** How the own messages arrive. A new address gets a code first, and nothing else before that code came back. */
export function saveContact(
  actor: Actor,
  input: SaveContactInput,
): Promise<{ email: "kept" | "new" | "none" }> {
  return transaction(actor, async (tx) => {
    authorise(actor, "inbox.read");
    const { accountId } = actor;
    const { quietFrom = null, quietUntil = null } = input;
    if ((quietFrom === null) !== (quietUntil === null) || (quietFrom !== null && quietFrom === quietUntil))
      fail("notices.quiet-hours-incomplete", {}, { field: "quietUntil" });
    const before = await readContact(tx, accountId);
    if ((before?.version ?? 0) !== input.version) fail("notices.contact-changed-meanwhile");
    const kept = (before?.email ?? "") === input.email;
    const wish = { mail: input.mail, quietFrom, quietUntil, locale: input.locale };
    const address = kept
      ? {}
      : {
          emailSealed: input.email ? sealEmail(accountId, input.email) : null,
          emailVerifiedAt: null,
          codeHash: null,
          codeExpiresAt: null,
          codeFailures: 0,
        };
    const written = { ...wish, ...address };
    if (before) {
      const { count } = await tx.contactPreference.updateMany({
        where: { accountId, version: input.version },
        data: { ...written, version: { increment: 1 } },
      });
      if (count === 0) fail("notices.contact-changed-meanwhile");
    } else await tx.contactPreference.create({ data: { accountId, ...written } });
    if (!kept && input.email) await enqueue(tx, EMAIL_CODE_WANTED, { accountId });
    await recordAudit(
      tx,
      actor,
      contactEvent("contact.changed", accountId, { mail: input.mail, newAddress: !kept }),
    );
    return { email: kept ? "kept" : input.email ? "new" : "none" };
  });
}
