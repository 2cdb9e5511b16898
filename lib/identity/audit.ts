import type { AuditEventInput } from "@/lib/audit/schema";

export const IDENTITY_AUDIT_KINDS = [
  "session.opened",
  "session.refused",
  "session.closed",
  "session.switched",
  "session.code-requested",
  "session.ended",
  "session.others-ended",
  "account.created",
  "account.activated",
  "account.disabled",
  "account.reactivated",
  "account.code-handed-out",
  "account.code-renewed",
  "appointment.ended",
  "appointment.handed-over",
  "account.limited",
  "second-factor.set-up",
  "second-factor.confirmed",
  "second-factor.refused",
  "second-factor.removed",
  "second-factor.changed",
  "second-factor.proved",
  "recovery-codes.renewed",
  "delegation.granted",
  "delegation.revoked",
  "second-factor.reset",
  "sign-in-policy.changed",
] as const;

export function accountEvent(
  kind: (typeof IDENTITY_AUDIT_KINDS)[number],
  accountId: string,
  payload: AuditEventInput["payload"] = {},
): AuditEventInput {
  return { kind, subject: { kind: "account", id: accountId }, payload };
}

export function delegationEvent(
  kind: "delegation.granted" | "delegation.revoked",
  delegationId: string,
  payload: AuditEventInput["payload"],
): AuditEventInput {
  return { kind, subject: { kind: "delegation", id: delegationId }, payload };
}
