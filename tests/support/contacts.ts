import { hashToken } from "@/lib/platform/crypto";
import { db } from "@/lib/platform/db";
import type { Channel, MailMode, SmsMode } from "../../lib/notices/schema";
import { sealAddress } from "../../lib/notices/store";

/** The code that went to every address that is not proved yet, ten minutes ago. */
export const ADDRESS_CODE = "ABCD-EFGH-JKMN";

type Wish = {
  channel?: Channel;
  address?: string;
  verified?: boolean;
  mail?: MailMode;
  sms?: SmsMode;
  quietFrom?: number;
  quietUntil?: number;
  locale?: "zh-CN" | "en";
};

/** Gives an account an address, proved or waiting for its code. */
export async function addAddress(accountId: string, wish: Wish = {}): Promise<void> {
  const { channel = "mail", verified = false, locale = "zh-CN", address, ...rest } = wish;
  const reached = address ?? (channel === "mail" ? `${accountId}@example.test` : "13900001234");
  await db().contactPreference.upsert({
    where: { accountId },
    create: { accountId, locale, ...rest },
    update: rest,
  });
  await db().contactAddress.create({
    data: {
      accountId,
      channel,
      addressSealed: sealAddress(accountId, channel, reached),
      ...(verified
        ? { verifiedAt: new Date() }
        : { codeHash: hashToken(ADDRESS_CODE), codeExpiresAt: new Date(Date.now() + 20 * 60_000) }),
    },
  });
}
