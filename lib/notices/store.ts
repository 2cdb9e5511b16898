import { seal, unseal } from "@/lib/platform/crypto";
import type { Reader, Tx } from "@/lib/platform/db";
import type { Contact, MailMode } from "./schema";

/** An outbox event: somebody gave an address that has to be proved. */
export const EMAIL_CODE_WANTED = "email-code.wanted";
export const CODE_MINUTES = 30;

const place = (accountId: string) => ({ table: "contact_preferences", column: "email", id: accountId });

export function sealEmail(accountId: string, email: string): string {
  return seal(email, place(accountId));
}

export function unsealEmail(accountId: string, sealed: string): string {
  return unseal(sealed, place(accountId));
}

export async function readContact(reader: Reader, accountId: string): Promise<Contact | null> {
  const row = await reader.contactPreference.findUnique({ where: { accountId } });
  return (
    row && {
      email: row.emailSealed && unsealEmail(accountId, row.emailSealed),
      verified: row.emailVerifiedAt !== null,
      codeOpen: row.codeExpiresAt !== null && row.codeExpiresAt > new Date(),
      mail: row.mail as MailMode,
      quietFrom: row.quietFrom,
      quietUntil: row.quietUntil,
      version: row.version,
    }
  );
}

/** Everybody to whom an issued notice is addressed, except its issuer. */
export async function addressedOrganisations(tx: Tx, kinds: string[], issuerId: string): Promise<string[]> {
  if (kinds.length === 0) return [];
  const found = await tx.organisation.findMany({
    where: { kind: { in: kinds }, id: { not: issuerId } },
    select: { id: true },
  });
  return found.map((organisation) => organisation.id);
}
