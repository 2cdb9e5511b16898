import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { transaction } from "@/lib/platform/db";
import { accountEvent } from "../audit";
import type { FactorCodeInput } from "../schema";
import { spendCode } from "./spend-code";

/** Switches the own second factor off for a last code; the recovery codes go with it. Problems as of spendCode. */
export async function removeSecondFactor(actor: Actor, input: FactorCodeInput): Promise<void> {
  authorise(actor, "account.secure");
  const { accountId } = actor;
  await spendCode(actor, input.factorCode, actor);
  await transaction(actor, async (tx) => {
    await tx.recoveryCode.deleteMany({ where: { accountId } });
    await tx.secondFactor.deleteMany({ where: { accountId } });
    await tx.halfSignIn.deleteMany({ where: { accountId } });
    await tx.session.updateMany({ where: { accountId }, data: { secondFactorAt: null } });
    await recordAudit(tx, actor, accountEvent("second-factor.removed", accountId));
  });
}
