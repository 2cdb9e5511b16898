import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { accountEvent } from "../audit";
import type { SecondFactorInput } from "../schema";
import { spendCode } from "./spend-code";

/** Whether signing in asks for a code too, chosen with a code. Problems as of spendCode. */
export async function changeSecondFactor(actor: Actor, input: SecondFactorInput): Promise<void> {
  authorise(actor, "account.secure");
  await spendCode(actor, input.factorCode, actor);
  await transaction(actor, async (tx) => {
    const atSignIn = input.atSignIn === "true";
    const { accountId } = actor;
    const changed = await tx.secondFactor.updateMany({ where: { accountId }, data: { atSignIn } });
    if (changed.count !== 1) fail("identity.second-factor-off");
    await recordAudit(tx, actor, accountEvent("second-factor.changed", accountId, { atSignIn }));
  });
}
