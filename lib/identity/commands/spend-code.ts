import type { Actor } from "@/lib/access";
import { recordAudit, SYSTEM } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { unseal } from "@/lib/platform/crypto";
import { db, transaction } from "@/lib/platform/db";
import { accountEvent } from "../audit";
import { lockMinutes, MAX_FAILED_ATTEMPTS, readCode, stepOfCode } from "../rules";
import { recoveryCodeHash, secretPlace } from "../store";

type Person = { accountId: string; name: string };
type Factor = { secretSealed: string; lockCount: number };

/**
 * Accepts a code of an account whose second factor is on, and uses it up: in a statement of its own, so that it stays used
 * whatever becomes of the act it was given for. Problems: identity.second-factor-off, identity.factor-code-refused.
 */
export async function spendCode(person: Person, text: string, actor: Actor | null): Promise<void> {
  const factor = await db().secondFactor.findFirst({
    where: { accountId: person.accountId, confirmedAt: { not: null } },
    select: { secretSealed: true, lockCount: true },
  });
  if (!factor) fail("identity.second-factor-off");
  const given = readCode(text);
  await tryCode(person, factor, actor, async () => {
    if (given?.kind === "recovery") return spendRecoveryCode(person.accountId, given.value);
    const step = given ? stepNow(person.accountId, factor, given.value) : null;
    return step !== null && spendStep(person.accountId, step);
  });
}

/** The step of a code, by the secret and by real time. */
export function stepNow(accountId: string, factor: Factor, code: string): number | null {
  return stepOfCode(unseal(factor.secretSealed, secretPlace(accountId)), code, Date.now());
}

/** A try is counted before it is made, so that parallel guesses cannot outrun the lock; five wrong ones shut it. */
export async function tryCode(
  person: Person,
  factor: Factor,
  actor: Actor | null,
  attempt: () => Promise<boolean>,
): Promise<void> {
  const counted = await db().$executeRaw`UPDATE second_factors SET failed_attempts = failed_attempts + 1
    WHERE account_id = ${person.accountId}::uuid AND failed_attempts < ${MAX_FAILED_ATTEMPTS}
      AND (locked_until IS NULL OR locked_until <= clock_timestamp())`;
  if (counted === 1 && (await attempt())) return;
  if (counted === 1) await lockAfterTooMany(actor, person, factor.lockCount);
  fail("identity.factor-code-refused", undefined, { field: "factorCode" });
}

/** Each step once, and never one before it; a parallel twin waits for the row and then finds its step used. */
async function spendStep(accountId: string, step: number): Promise<boolean> {
  const spent = await db().$executeRaw`UPDATE second_factors
    SET last_step = ${step}, failed_attempts = 0, lock_count = 0, locked_until = NULL
    WHERE account_id = ${accountId}::uuid AND confirmed_at IS NOT NULL AND last_step < ${step}`;
  return spent === 1;
}

async function spendRecoveryCode(accountId: string, code: string): Promise<boolean> {
  const spent = await db().$executeRaw`WITH spent AS (
      UPDATE recovery_codes SET used_at = clock_timestamp()
      WHERE account_id = ${accountId}::uuid AND code_hash = ${recoveryCodeHash(code)} AND used_at IS NULL RETURNING account_id)
    UPDATE second_factors f SET failed_attempts = 0, lock_count = 0, locked_until = NULL FROM spent WHERE f.account_id = spent.account_id`;
  return spent === 1;
}

async function lockAfterTooMany(actor: Actor | null, person: Person, lockCount: number): Promise<void> {
  await transaction(actor, async (tx) => {
    const locked = await tx.$executeRaw`UPDATE second_factors
      SET locked_until = clock_timestamp() + make_interval(mins => ${lockMinutes(lockCount)}::int), lock_count = lock_count + 1, failed_attempts = 0
      WHERE account_id = ${person.accountId}::uuid AND failed_attempts >= ${MAX_FAILED_ATTEMPTS}`;
    await recordAudit(
      tx,
      actor ?? { ...SYSTEM, name: person.name },
      accountEvent("second-factor.refused", person.accountId, { locked: locked === 1 }),
    );
  });
}
