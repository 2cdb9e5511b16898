import type { Actor } from "@/lib/access";
import { recordAudit, SYSTEM } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { fail } from "@/lib/kernel/problem";
import { hashToken, newToken } from "@/lib/platform/crypto";
import { db, type Tx, transaction } from "@/lib/platform/db";
import { verifyPassword } from "@/lib/platform/password";
import { dormantAmong, liveAppointment } from "../access";
import { accountEvent } from "../audit";
import { HALF_SIGN_IN_MINUTES, lockMinutes, MAX_FAILED_ATTEMPTS } from "../rules";
import type { Browser, SignedIn, SignInInput } from "../schema";
import { openSession } from "../store";

/**
 * Verifies a password and opens a session under the oldest live appointment, or, where the account asks for a code at sign-in, only
 * the way to the page for it. An attempt is counted before it is tried, so parallel guesses cannot outrun the lock. Unknown, wrong,
 * locked, disabled, dormant and without appointment: identity.sign-in-refused.
 */
export async function signIn(_visitor: Actor | null, input: SignInInput & Browser): Promise<SignedIn> {
  const account = await db().account.findUnique({
    where: { loginName: input.loginName },
    select: {
      id: true,
      displayName: true,
      passwordHash: true,
      state: true,
      lockCount: true,
      secondFactor: { select: { confirmedAt: true, atSignIn: true } },
    },
  });
  const matches = await passwordMatches(account, input.password);
  if (!account || !matches || (await dormantAmong([account.id])).has(account.id))
    fail("identity.sign-in-refused");
  const asksForCode = account.secondFactor?.confirmedAt && account.secondFactor.atSignIn;
  return transaction(null, async (tx) => {
    await tx.account.update({
      where: { id: account.id },
      data: { failedAttempts: 0, lockCount: 0, lockedUntil: null },
      select: { id: true },
    });
    if (asksForCode) return { token: await askForCode(tx, account), opens: "code-page" };
    return { token: await openAccountIn(tx, account, input), opens: "session" };
  });
}

/** No session yet: a token that only the page for the code takes, for five minutes. */
async function askForCode(tx: Tx, account: { id: string; displayName: string }): Promise<string> {
  const token = newToken();
  await tx.halfSignIn.deleteMany({ where: { accountId: account.id, expiresAt: { lt: new Date() } } });
  await tx.halfSignIn.create({
    data: {
      id: newId(),
      tokenHash: hashToken(token),
      accountId: account.id,
      expiresAt: new Date(Date.now() + HALF_SIGN_IN_MINUTES * 60_000),
    },
    select: { id: true },
  });
  await recordAudit(
    tx,
    { ...SYSTEM, name: account.displayName },
    accountEvent("session.code-requested", account.id),
  );
  return token;
}

/** The session of an account whose person is known by now. */
export async function openAccountIn(
  tx: Tx,
  account: { id: string; displayName: string },
  browser: Browser & { proved?: boolean },
): Promise<string> {
  const appointment = await tx.appointment.findFirst({
    where: { accountId: account.id, ...liveAppointment() },
    orderBy: { startsAt: "asc" },
    select: { id: true, accountId: true, role: true, organisation: { select: { name: true } } },
  });
  if (!appointment) fail("identity.sign-in-refused");
  await tx.account.update({
    where: { id: account.id },
    data: { lastUsedAt: new Date() },
    select: { id: true },
  });
  const token = await openSession(tx, appointment, browser);
  await recordAudit(
    tx,
    { ...SYSTEM, name: account.displayName, organisationName: appointment.organisation.name },
    accountEvent("session.opened", account.id, {
      role: appointment.role,
      ...(browser.proved ? { secondFactor: true } : {}),
    }),
  );
  return token;
}

type PasswordHolder = {
  id: string;
  displayName: string;
  passwordHash: string | null;
  state: string;
  lockCount: number;
};

/** Counted before it is compared; the caller clears the count. Nobody takes as long as somebody. */
export async function passwordMatches(account: PasswordHolder | null, password: string): Promise<boolean> {
  const counted = account ? await countAttempt(account.id) : false;
  const usable = account?.state === "active" && counted;
  const matches = await verifyPassword(usable ? account.passwordHash : null, password);
  if (usable && matches) return true;
  if (account && counted) await lockAfterTooMany(account);
  return false;
}

/** True if this attempt may be tried: the account is not locked and fewer than five stand uncleared. */
async function countAttempt(accountId: string): Promise<boolean> {
  const counted = await db().$executeRaw`UPDATE accounts SET failed_attempts = failed_attempts + 1
    WHERE id = ${accountId}::uuid AND failed_attempts < ${MAX_FAILED_ATTEMPTS} AND (locked_until IS NULL OR locked_until <= clock_timestamp())`;
  return counted === 1;
}

async function lockAfterTooMany(account: {
  id: string;
  displayName: string;
  lockCount: number;
}): Promise<void> {
  await transaction(null, async (tx) => {
    const locked = await tx.$executeRaw`UPDATE accounts
      SET locked_until = clock_timestamp() + make_interval(mins => ${lockMinutes(account.lockCount)}::int), lock_count = lock_count + 1, failed_attempts = 0
      WHERE id = ${account.id}::uuid AND failed_attempts >= ${MAX_FAILED_ATTEMPTS}`;
    await recordAudit(
      tx,
      { ...SYSTEM, name: account.displayName },
      accountEvent("session.refused", account.id, { locked: locked === 1 }),
    );
  });
}
