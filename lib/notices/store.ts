import { seal, unseal } from "@/lib/platform/crypto";
import { Prisma, type Tx } from "@/lib/platform/db";
import type { Channel, Contact, ContactAddress } from "./schema";

/** An outbox event: somebody gave an address that has to be proved. */
export const ADDRESS_CODE_WANTED = "address-code.wanted";
export const CODE_MINUTES = 30;

/** Mail addresses were sealed for the column in which they stood first. */
const PLACES = {
  mail: { table: "contact_preferences", column: "email" },
  sms: { table: "contact_addresses", column: "mobile" },
} as const;

export function sealAddress(accountId: string, channel: Channel, address: string): string {
  return seal(address, { ...PLACES[channel], id: accountId });
}

export function unsealAddress(accountId: string, channel: Channel, sealed: string): string {
  return unseal(sealed, { ...PLACES[channel], id: accountId });
}

type RawAddress = { channel: Channel; sealed: string; verified: boolean; codeOpen: boolean };
type RawContact = Omit<Contact, "addresses"> & { addresses: RawAddress[] };

/** One row for the account, also before anything was chosen. */
export function contactOf(accountId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT coalesce(c.mail, 'each') AS mail, coalesce(c.sms, 'urgent') AS sms, c.quiet_from AS "quietFrom", c.quiet_until AS "quietUntil",
      coalesce(c.version, 0) AS version,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('channel', a.channel, 'sealed', a.address_sealed, 'verified', a.verified_at IS NOT NULL,
          'codeOpen', coalesce(a.code_expires_at > clock_timestamp(), false))), '[]')
        FROM contact_addresses a WHERE a.account_id = ${accountId}::uuid) AS addresses
    FROM (SELECT 1) one LEFT JOIN contact_preferences c ON c.account_id = ${accountId}::uuid`;
}

export function toContact(accountId: string, rows: RawContact[]): Contact {
  const [row] = rows;
  if (!row) throw new Error("a contact without a row");
  const of = (channel: Channel): ContactAddress | null => {
    const raw = row.addresses.find((one) => one.channel === channel);
    if (!raw) return null;
    const { verified, codeOpen } = raw;
    return { address: unsealAddress(accountId, channel, raw.sealed), verified, codeOpen };
  };
  return { ...row, addresses: { mail: of("mail"), sms: of("sms") } };
}

/** Puts an address in the place of the one before, proved or still to be proved. */
export async function putAddress(
  tx: Tx,
  accountId: string,
  channel: Channel,
  address: string,
  verified: boolean,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO contact_addresses (account_id, channel, address_sealed, verified_at)
    VALUES (${accountId}::uuid, ${channel}, ${sealAddress(accountId, channel, address)}, CASE WHEN ${verified} THEN clock_timestamp() END)
    ON CONFLICT (account_id, channel) DO UPDATE SET address_sealed = excluded.address_sealed, verified_at = excluded.verified_at,
      code_hash = NULL, code_expires_at = NULL, code_failures = 0`;
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
