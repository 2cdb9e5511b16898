import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { transaction } from "@/lib/platform/db";
import { accountEvent } from "../audit";
import type { FactorCodeInput, RecoveryCodes } from "../schema";
import { makeRecoveryCodes } from "../store";
import { spendCode } from "./spend-code";

/** Ten new recovery codes for a code; those before stop working. Problems as of spendCode. */
export async function renewRecoveryCodes(actor: Actor, input: FactorCodeInput): Promise<RecoveryCodes> {
  authorise(actor, "account.secure");
  const { accountId } = actor;
  await spendCode(actor, input.factorCode, actor);
  return transaction(actor, async (tx) => {
    const recoveryCodes = await makeRecoveryCodes(tx, accountId);
    await recordAudit(tx, actor, accountEvent("recovery-codes.renewed", accountId));
    return { recoveryCodes };
  });
}
