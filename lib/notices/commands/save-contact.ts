import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/outbox";
import { contactEvent } from "../audit";
import { CHANNELS, type SaveContactInput, type SavedContact } from "../schema";
import { ADDRESS_CODE_WANTED, contactOf, putAddress, toContact } from "../store";

/** How the own messages arrive. A new address gets a code first, and nothing else before that code came back. */
export function saveContact(actor: Actor, input: SaveContactInput): Promise<SavedContact> {
  return transaction(actor, async (tx) => {
    authorise(actor, "inbox.read");
    const { accountId } = actor;
    const { quietFrom = null, quietUntil = null } = input;
    if ((quietFrom === null) !== (quietUntil === null) || (quietFrom !== null && quietFrom === quietUntil))
      fail("notices.quiet-hours-incomplete", {}, { field: "quietUntil" });
    const before = toContact(accountId, await tx.$queryRaw(contactOf(accountId)));
    if (before.version !== input.version) fail("notices.contact-changed-meanwhile");
    const wish = { mail: input.mail, sms: input.sms, quietFrom, quietUntil, locale: input.locale };
    if (before.version > 0) {
      const { count } = await tx.contactPreference.updateMany({
        where: { accountId, version: input.version },
        data: { ...wish, version: { increment: 1 } },
      });
      if (count === 0) fail("notices.contact-changed-meanwhile");
    } else await tx.contactPreference.create({ data: { accountId, ...wish } });
    const given = { mail: input.email, sms: input.mobile };
    const saved: SavedContact = { mail: "kept", sms: "kept" };
    for (const channel of CHANNELS) {
      const address = given[channel];
      if (address === (before.addresses[channel]?.address ?? "")) continue;
      saved[channel] = address ? "new" : "none";
      if (address) {
        await putAddress(tx, accountId, channel, address, false);
        await enqueue(tx, ADDRESS_CODE_WANTED, { accountId, channel });
      } else await tx.contactAddress.delete({ where: { accountId_channel: { accountId, channel } } });
    }
    await recordAudit(
      tx,
      actor,
      contactEvent("contact.changed", accountId, {
        mail: input.mail,
        sms: input.sms,
        newAddresses: CHANNELS.filter((channel) => saved[channel] === "new"),
      }),
    );
    return saved;
  });
}
