import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { db, transaction } from "@/lib/platform/db";
import { accountEvent } from "../audit";
import { readCode, SET_UP_MINUTES } from "../rules";
import type { RecoveryCodes, SecondFactorInput } from "../schema";
import { makeRecoveryCodes } from "../store";
import { stepNow, tryCode } from "./spend-code";

/** The first code switches the second factor on, and gives the recovery codes. Problems as of spendCode, and identity.second-factor-on. */
export async function confirmSecondFactor(actor: Actor, input: SecondFactorInput): Promise<RecoveryCodes> {
  authorise(actor, "account.secure");
  const { accountId } = actor;
  const factor = await db().secondFactor.findUnique({
    where: { accountId },
    select: { secretSealed: true, lockCount: true, confirmedAt: true, createdAt: true },
  });
  const earliest = Date.now() - SET_UP_MINUTES * 60_000;
  if (!factor || (!factor.confirmedAt && factor.createdAt.getTime() < earliest))
    fail("identity.second-factor-off");
  if (factor.confirmedAt) fail("identity.second-factor-on");
  const given = readCode(input.factorCode);
  let step: number | null = null;
  await tryCode(actor, factor, actor, async () => {
    step = given?.kind === "authenticator" ? stepNow(accountId, factor, given.value) : null;
    return step !== null;
  });
  return transaction(actor, async (tx) => {
    const confirmed = await tx.secondFactor.updateMany({
      where: { accountId, confirmedAt: null, secretSealed: factor.secretSealed },
      data: {
        confirmedAt: new Date(),
        lastStep: step,
        atSignIn: input.atSignIn === "true",
        failedAttempts: 0,
        lockCount: 0,
        lockedUntil: null,
      },
    });
    if (confirmed.count !== 1) fail("identity.second-factor-on");
    if (actor.sessionId)
      await tx.session.updateMany({
        where: { id: actor.sessionId, accountId },
        data: { secondFactorAt: new Date() },
      });
    const recoveryCodes = await makeRecoveryCodes(tx, accountId);
    await recordAudit(tx, actor, accountEvent("second-factor.confirmed", accountId));
    return { recoveryCodes };
  });
}
