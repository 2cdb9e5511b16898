import type { Actor } from "@/lib/access";
import { recordAudit, SYSTEM } from "@/lib/audit";
import { fail, failOn } from "@/lib/kernel/problem";
import { blindIndex, hashToken } from "@/lib/platform/crypto";
import { db, transaction } from "@/lib/platform/db";
import { hashPassword, PASSWORD_ALGORITHM } from "@/lib/platform/password";
import { liveAppointment } from "../access";
import { accountEvent } from "../audit";
import { checkPassword, MAX_FAILED_ATTEMPTS } from "../rules";
import type { ActivateAccountInput, ActivateTeacherInput } from "../schema";
import { asRole } from "../store";

/** An officer's account becomes usable with its one-time code. One refusal for every cause: identity.activation-refused. */
export async function activateAccount(
  _visitor: Actor | null,
  input: ActivateAccountInput,
): Promise<{ loginName: string }> {
  const code = await db().activationCode.findFirst({
    where: { account: { loginName: input.loginName }, usedAt: null, idNumberIndex: null },
    select: codeWithAccount(),
  });
  return activate(code, input);
}

/** A teacher's account, found by school and ID number. The same refusal when the school has no such teacher. */
export async function activateTeacher(
  _visitor: Actor | null,
  input: ActivateTeacherInput,
): Promise<{ loginName: string }> {
  const code = await db().activationCode.findFirst({
    where: {
      usedAt: null,
      idNumberIndex: blindIndex("teachers.id_number", input.idNumber),
      account: {
        appointments: {
          some: { role: "teacher", organisation: { code: input.schoolCode }, ...liveAppointment() },
        },
      },
    },
    select: codeWithAccount(),
  });
  return activate(code, input);
}

const codeWithAccount = () =>
  ({
    id: true,
    codeHash: true,
    expiresAt: true,
    account: {
      select: {
        id: true,
        loginName: true,
        displayName: true,
        state: true,
        appointments: { where: liveAppointment(), select: { role: true }, take: 1 },
      },
    },
  }) as const;

type FoundCode = {
  id: string;
  codeHash: string;
  expiresAt: Date;
  account: {
    id: string;
    loginName: string;
    displayName: string;
    state: string;
    appointments: { role: string }[];
  };
};

async function activate(
  found: FoundCode | null,
  input: { activationCode: string; newPassword: string },
): Promise<{ loginName: string }> {
  const role = found?.account.appointments[0]?.role;
  if (!found || !role || found.account.state === "disabled" || found.expiresAt <= new Date())
    fail("identity.activation-refused");
  // A try is counted before it is compared, so that parallel guesses cannot outrun the limit.
  const counted = await db().$executeRaw`UPDATE activation_codes SET failed_attempts = failed_attempts + 1
    WHERE id = ${found.id}::uuid AND used_at IS NULL AND failed_attempts < ${MAX_FAILED_ATTEMPTS}`;
  const matches = hashToken(input.activationCode.toUpperCase()) === found.codeHash;
  if (counted !== 1 || !matches) fail("identity.activation-refused");
  failOn(checkPassword(input.newPassword, { loginName: found.account.loginName, role: asRole(role) }));
  const passwordHash = await hashPassword(input.newPassword);
  return transaction(null, async (tx) => {
    const used = await tx.activationCode.updateMany({
      where: { id: found.id, usedAt: null },
      data: { usedAt: new Date(), emailSealed: null, codeSealed: null },
    });
    if (used.count !== 1) fail("identity.activation-refused");
    await tx.account.update({
      where: { id: found.account.id },
      data: {
        passwordHash,
        passwordAlgorithm: PASSWORD_ALGORITHM,
        state: "active",
        failedAttempts: 0,
        lockedUntil: null,
        lastUsedAt: new Date(),
        version: { increment: 1 },
      },
      select: { id: true },
    });
    await tx.session.deleteMany({ where: { accountId: found.account.id } });
    await recordAudit(
      tx,
      { ...SYSTEM, name: found.account.displayName },
      accountEvent("account.activated", found.account.id, { role }),
    );
    return { loginName: found.account.loginName };
  });
}
