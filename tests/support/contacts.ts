import { hashToken } from "@/lib/platform/crypto";
import { db } from "@/lib/platform/db";
import type { MailMode } from "../../lib/notices/schema";
import { sealEmail } from "../../lib/notices/store";

/** The code that went to every address that is not proved yet, ten minutes ago. */
export const EMAIL_CODE = "ABCD-EFGH-JKMN";

type Wish = {
  email?: string;
  verified?: boolean;
  mail?: MailMode;
  quietFrom?: number;
  quietUntil?: number;
  locale?: "zh-CN" | "en";
};

/** Gives an account an address, proved or waiting for its code. */
export async function addAddress(accountId: string, wish: Wish = {}): Promise<void> {
  const { email = `${accountId}@example.test`, verified = false, locale = "zh-CN", ...rest } = wish;
  await db().contactPreference.create({
    data: {
      accountId,
      emailSealed: sealEmail(accountId, email),
      locale,
      ...rest,
      ...(verified
        ? { emailVerifiedAt: new Date() }
        : { codeHash: hashToken(EMAIL_CODE), codeExpiresAt: new Date(Date.now() + 20 * 60_000) }),
    },
  });
}
