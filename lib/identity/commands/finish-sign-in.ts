import type { Actor } from "@/lib/access";
import { fail } from "@/lib/kernel/problem";
import { hashToken } from "@/lib/platform/crypto";
import { db, transaction } from "@/lib/platform/db";
import type { Browser, FactorCodeInput } from "../schema";
import { openAccountIn } from "./sign-in";
import { spendCode } from "./spend-code";

/**
 * The second half of signing in: the code opens the session that the password did not. Problems: identity.sign-in-expired, and as
 * of spendCode.
 */
export async function finishSignIn(
  _visitor: Actor | null,
  input: Pick<FactorCodeInput, "factorCode"> & Browser & { halfToken: string | null },
): Promise<{ token: string }> {
  const half = await db().halfSignIn.findFirst({
    where: {
      tokenHash: hashToken(input.halfToken ?? ""),
      expiresAt: { gt: new Date() },
      account: { state: "active" },
    },
    select: { id: true, account: { select: { id: true, displayName: true } } },
  });
  if (!half) fail("identity.sign-in-expired");
  const { account } = half;
  await spendCode({ accountId: account.id, name: account.displayName }, input.factorCode, null);
  return transaction(null, async (tx) => {
    const { count } = await tx.halfSignIn.deleteMany({ where: { id: half.id } });
    if (count !== 1) fail("identity.sign-in-expired");
    const { userAgent, oldToken } = input;
    return { token: await openAccountIn(tx, account, { userAgent, oldToken, proved: true }) };
  });
}
