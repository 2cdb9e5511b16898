import { type Actor, ROLES, type Role } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { hashToken, newCode, newToken } from "@/lib/platform/crypto";
import type { Tx } from "@/lib/platform/db";
import { ACTIVATION_DAYS, sessionLimits } from "./rules";

export function asRole(text: string): Role {
  const role = ROLES.find((known) => known === text);
  if (!role) throw new Error(`unknown role ${text}`);
  return role;
}

/**
 * A new code for an account; codes handed out before stop working. Returns the code, of which only a hash is kept. The caller
 * records the act.
 */
export async function handOutCode(
  tx: Tx,
  actor: Actor,
  account: { accountId: string; idNumberIndex?: string | null },
): Promise<string> {
  const code = newCode();
  await tx.activationCode.deleteMany({ where: { accountId: account.accountId, usedAt: null } });
  await tx.activationCode.create({
    data: {
      id: newId(),
      accountId: account.accountId,
      codeHash: hashToken(code),
      idNumberIndex: account.idNumberIndex ?? null,
      expiresAt: new Date(Date.now() + ACTIVATION_DAYS * 24 * 60 * 60 * 1000),
      createdById: actor.accountId,
    },
    select: { id: true },
  });
  return code;
}

/** Opens a session under an appointment. Returns the token; the database keeps its hash. */
export async function openSession(
  tx: Tx,
  appointment: { id: string; accountId: string; role: string },
  userAgent: string | null,
): Promise<string> {
  const token = newToken();
  const { absoluteMs } = sessionLimits(asRole(appointment.role));
  await tx.session.create({
    data: {
      id: newId(),
      tokenHash: hashToken(token),
      accountId: appointment.accountId,
      appointmentId: appointment.id,
      expiresAt: new Date(Date.now() + absoluteMs),
      userAgent: userAgent?.slice(0, 200) ?? null,
    },
    select: { id: true },
  });
  return token;
}
