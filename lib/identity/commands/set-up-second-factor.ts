import { Secret } from "otpauth";
import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { seal } from "@/lib/platform/crypto";
import { db, transaction } from "@/lib/platform/db";
import { accountEvent } from "../audit";
import type { SetUpSecondFactorInput } from "../schema";
import { isDemonstrationAccount, secretPlace } from "../store";
import { passwordMatches } from "./sign-in";

const SECRET_BYTES = 20;

/**
 * A new secret for the own authenticator; it counts once a code of it was given. Asks for the password, so that a browser left
 * alone cannot be tied to somebody else's telephone. Problems: identity.own-password-refused, .second-factor-on, .demonstration-account.
 */
export async function setUpSecondFactor(actor: Actor, input: SetUpSecondFactorInput): Promise<void> {
  authorise(actor, "account.secure");
  const { accountId } = actor;
  if (await isDemonstrationAccount(accountId)) fail("identity.demonstration-account");
  const account = await db().account.findUnique({
    where: { id: accountId },
    select: { id: true, displayName: true, passwordHash: true, state: true, lockCount: true },
  });
  if (!(await passwordMatches(account, input.password)))
    fail("identity.own-password-refused", undefined, { field: "password" });
  const secretSealed = seal(new Secret({ size: SECRET_BYTES }).base32, secretPlace(accountId));
  await transaction(actor, async (tx) => {
    await tx.account.update({
      where: { id: accountId },
      data: { failedAttempts: 0, lockCount: 0, lockedUntil: null },
      select: { id: true },
    });
    const made =
      await tx.$executeRaw`INSERT INTO second_factors (account_id, secret_sealed) VALUES (${accountId}::uuid, ${secretSealed})
      ON CONFLICT (account_id) DO UPDATE SET secret_sealed = excluded.secret_sealed, created_at = clock_timestamp()
      WHERE second_factors.confirmed_at IS NULL`;
    if (made !== 1) fail("identity.second-factor-on");
    await recordAudit(tx, actor, accountEvent("second-factor.set-up", accountId));
  });
}
