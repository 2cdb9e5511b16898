import { HOTP, Secret } from "otpauth";
import type { Actor } from "@/lib/access";
import { confirmSecondFactor, getOwnAccount, setUpSecondFactor } from "@/lib/identity";
import type { TestDatabase } from "./database";
import { WORLD_PASSWORD } from "./world-password";

const STEP_MS = 30_000;

/** What the telephone shows now, or some steps before or after. */
export function codeNow(secret: string, steps = 0): string {
  const counter = Math.floor(Date.now() / STEP_MS) + steps;
  return HOTP.generate({ secret: Secret.fromBase32(secret), counter });
}

/** The secret of a second factor that waits to be confirmed. */
export async function setUpFor(actor: Actor): Promise<string> {
  await setUpSecondFactor(actor, { password: WORLD_PASSWORD });
  const secret = (await getOwnAccount(actor)).secondFactor.setUp?.secret;
  if (!secret) throw new Error("set up just now");
  return secret;
}

/** A second factor switched on with the code of the step before, so that the code of now is still good. */
export async function switchOn(
  actor: Actor,
  atSignIn = false,
): Promise<{ secret: string; recoveryCodes: string[] }> {
  const secret = await setUpFor(actor);
  const chosen = atSignIn ? ({ atSignIn: "true" } as const) : {};
  return { secret, ...(await confirmSecondFactor(actor, { factorCode: codeNow(secret, -1), ...chosen })) };
}

/** Nobody has a second factor, and nobody is locked. */
export async function withoutFactors({ pool }: TestDatabase): Promise<void> {
  await pool.query(`DELETE FROM recovery_codes; DELETE FROM second_factors; DELETE FROM sessions; DELETE FROM half_sign_ins;
    UPDATE accounts SET state = 'active', failed_attempts = 0, lock_count = 0, locked_until = NULL WHERE password_hash IS NOT NULL`);
}
