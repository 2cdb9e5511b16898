import { type Actor, ROLES, type Role } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { fail } from "@/lib/kernel/problem";
import { blindIndex, hashToken, newCode, newToken, type SealPlace, seal } from "@/lib/platform/crypto";
import { db, type Reader, type Tx } from "@/lib/platform/db";
import { canMail } from "@/lib/platform/mail";
import { enqueue } from "@/lib/platform/outbox";
import { ACTIVATION_DAYS, RECOVERY_CODES, sessionLimits } from "./rules";
import type { Browser } from "./schema";

export function asRole(text: string): Role {
  const role = ROLES.find((known) => known === text);
  if (!role) throw new Error(`unknown role ${text}`);
  return role;
}

/** An outbox event: a link to a one-time code is to go out by mail. */
export const ACTIVATION_LETTER_WANTED = "activation-letter.wanted";

/** An outbox event: somebody's second factor was switched off for them. */
export const SECOND_FACTOR_RESET = "second-factor.reset";

/** Where what belongs to a code is sealed until its letter has gone. */
export function codePlace(codeId: string, column: "email_sealed" | "code_sealed"): SealPlace {
  return { table: "activation_codes", column, id: codeId };
}

/**
 * A new code for an account; codes handed out before stop working. Returns the code, of which only a hash is kept, and beside it,
 * where it goes by mail, the sealed code until the letter has gone. The caller records the act. Problem: identity.no-mail.
 */
export async function handOutCode(
  tx: Tx,
  actor: Actor,
  account: { accountId: string; idNumberIndex?: string | null; email?: string | undefined },
): Promise<string> {
  const code = newCode();
  const id = newId();
  if (account.email && !canMail()) fail("identity.no-mail", undefined, { field: "email" });
  await tx.activationCode.deleteMany({ where: { accountId: account.accountId, usedAt: null } });
  await tx.activationCode.create({
    data: {
      id,
      emailSealed: account.email ? seal(account.email, codePlace(id, "email_sealed")) : null,
      codeSealed: account.email ? seal(code, codePlace(id, "code_sealed")) : null,
      accountId: account.accountId,
      codeHash: hashToken(code),
      idNumberIndex: account.idNumberIndex ?? null,
      expiresAt: new Date(Date.now() + ACTIVATION_DAYS * 24 * 60 * 60 * 1000),
      createdById: actor.accountId,
    },
    select: { id: true },
  });
  if (account.email) await enqueue(tx, ACTIVATION_LETTER_WANTED, { codeId: id });
  return code;
}

/**
 * Opens a session under an appointment, always with a token of its own; the browser's session before it ends. Returns the token;
 * the database keeps its hash.
 */
export async function openSession(
  tx: Tx,
  appointment: { id: string; accountId: string; role: string },
  browser: Browser & { proved?: boolean },
): Promise<string> {
  const token = newToken();
  const { absoluteMs } = sessionLimits(asRole(appointment.role));
  if (browser.oldToken) await tx.session.deleteMany({ where: { tokenHash: hashToken(browser.oldToken) } });
  await tx.session.create({
    data: {
      id: newId(),
      tokenHash: hashToken(token),
      accountId: appointment.accountId,
      appointmentId: appointment.id,
      expiresAt: new Date(Date.now() + absoluteMs),
      userAgent: browser.userAgent?.slice(0, 200) ?? null,
      secondFactorAt: browser.proved ? new Date() : null,
    },
    select: { id: true },
  });
  return token;
}

export function secretPlace(accountId: string): SealPlace {
  return { table: "second_factors", column: "secret_sealed", id: accountId };
}

/** Keyed, unlike the hashes of codes that live for a week: these stay until they are used. */
export function recoveryCodeHash(code: string): string {
  return blindIndex("recovery_codes.code_hash", code);
}

/** Ten new recovery codes; those before stop working. */
export async function makeRecoveryCodes(tx: Tx, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newCode);
  await tx.recoveryCode.deleteMany({ where: { accountId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ id: newId(), accountId, codeHash: recoveryCodeHash(code) })),
  });
  return codes;
}

/** Accounts that everybody enters with one click: a second factor would lock out the next person. */
export async function isDemonstrationAccount(accountId: string, reader: Reader = db()): Promise<boolean> {
  const rows = await reader.$queryRaw<
    { shared: boolean }[]
  >`SELECT c.demonstration AND a.login_name LIKE 'demo-%' AS shared
    FROM accounts a, business_clock c WHERE a.id = ${accountId}::uuid`;
  return rows[0]?.shared ?? false;
}
