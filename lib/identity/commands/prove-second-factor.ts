import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { NotFound } from "@/lib/kernel/problem";
import { hashToken, newToken } from "@/lib/platform/crypto";
import { transaction } from "@/lib/platform/db";
import { accountEvent } from "../audit";
import type { FactorCodeInput } from "../schema";
import { spendCode } from "./spend-code";

/**
 * This session proved the second factor, and goes on under a new token: one that was seen before the proof is worth nothing after
 * it. Problems as of spendCode.
 */
export async function proveSecondFactor(
  actor: Actor,
  input: Pick<FactorCodeInput, "factorCode">,
): Promise<{ token: string }> {
  authorise(actor, "account.secure");
  await spendCode(actor, input.factorCode, actor);
  return transaction(actor, async (tx) => {
    const token = newToken();
    if (!actor.sessionId) throw new NotFound("session");
    const proved = await tx.session.updateMany({
      where: { id: actor.sessionId, accountId: actor.accountId },
      data: { secondFactorAt: new Date(), tokenHash: hashToken(token) },
    });
    if (proved.count !== 1) throw new NotFound("session");
    await recordAudit(tx, actor, accountEvent("second-factor.proved", actor.accountId));
    return { token };
  });
}
