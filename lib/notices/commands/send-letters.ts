import { newId } from "@/lib/kernel/id";
import { hashToken, newCode } from "@/lib/platform/crypto";
import { transaction } from "@/lib/platform/db";
import { MOST_ATTEMPTS, retryDelay, sendingTime } from "../rules";
import {
  type Channel,
  type DeliveryFailure,
  type Letter,
  type MailMode,
  type MessageKind,
  type MessageParams,
  type SmsMode,
  URGENT_KINDS,
} from "../schema";
import { CODE_MINUTES, unsealAddress } from "../store";

const BATCH = 500;
const MOST_IN_A_LETTER = 50;
/** A letter that was taken and not closed, because its sender died, is taken again after this long. */
const LEASE_MINUTES = 5;

type Reached = {
  messageId: string;
  accountId: string;
  kind: MessageKind;
  channel: Channel;
  mail: MailMode;
  sms: SmsMode;
  quietFrom: number | null;
  quietUntil: number | null;
};

/**
 * Decides for new messages who gets a letter or a text message and when: the account addressed, or everybody who acts for the body
 * addressed, as far as their address is proved and they want it. Each message is decided once. Returns how many it decided.
 */
export function planDeliveries(now: Date = new Date()): Promise<number> {
  return transaction(null, async (tx) => {
    const messages = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM inbox_messages WHERE planned_at IS NULL ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
    if (messages.length === 0) return 0;
    const ids = messages.map(({ id }) => id);
    const reached = await tx.$queryRaw<Reached[]>`
      WITH addressed AS (
        SELECT id AS message_id, kind, account_id FROM inbox_messages WHERE id = ANY (${ids}::uuid[]) AND account_id IS NOT NULL
        UNION SELECT m.id, m.kind, p.account_id FROM inbox_messages m JOIN appointments p ON p.organisation_id = m.organisation_id
          AND (p.ends_at IS NULL OR p.ends_at > clock_timestamp()) AND p.role NOT IN ('teacher', 'expert')
        WHERE m.id = ANY (${ids}::uuid[]))
      SELECT d.message_id AS "messageId", d.kind, w.account_id AS "accountId", w.channel, coalesce(c.mail, 'each') AS mail,
        coalesce(c.sms, 'urgent') AS sms, c.quiet_from AS "quietFrom", c.quiet_until AS "quietUntil"
      FROM addressed d JOIN contact_addresses w ON w.account_id = d.account_id AND w.verified_at IS NOT NULL
        JOIN accounts a ON a.id = w.account_id AND a.state = 'active'
        LEFT JOIN contact_preferences c ON c.account_id = w.account_id`;
    const deliveries = reached.flatMap(({ messageId, accountId, channel, kind, ...wish }) => {
      const due = sendingTime(now, channel, URGENT_KINDS.includes(kind), wish);
      return due ? [{ id: newId(), message_id: messageId, account_id: accountId, channel, due_at: due }] : [];
    });
    await tx.$executeRaw`
      INSERT INTO deliveries (id, message_id, account_id, channel, state, due_at)
      SELECT d.id, d.message_id, d.account_id, d.channel, 'waiting', d.due_at
      FROM jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb)
        AS d (id uuid, message_id uuid, account_id uuid, channel text, due_at timestamptz)
      ON CONFLICT (message_id, account_id, channel) DO NOTHING`;
    await tx.$executeRaw`UPDATE inbox_messages SET planned_at = clock_timestamp() WHERE id = ANY (${ids}::uuid[])`;
    return ids.length;
  });
}

type Taken = { letterId: string | null; accountId: string; channel: Channel };

/**
 * Takes what is due to one person through one channel as one letter, or null where nothing is due or the address is gone. Several
 * senders may run; a letter that failed is taken again whole, under the same id.
 */
export function takeLetter(channels: Channel[], now: Date = new Date()): Promise<Letter | null> {
  return transaction(null, async (tx) => {
    const [first] = await tx.$queryRaw<Taken[]>`
      SELECT letter_id AS "letterId", account_id AS "accountId", channel FROM deliveries
      WHERE state = 'waiting' AND due_at <= ${now} AND channel = ANY (${channels}::text[])
      ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;
    if (!first) return null;
    const { accountId, channel } = first;
    const id = first.letterId ?? newId();
    const messages = await tx.$queryRaw<{ kind: MessageKind; params: MessageParams; href: string | null }[]>`
      WITH due AS (
        SELECT d.id FROM deliveries d
        WHERE d.account_id = ${accountId}::uuid AND d.channel = ${channel} AND d.state = 'waiting' AND d.due_at <= ${now}
          AND d.letter_id IS NOT DISTINCT FROM ${first.letterId}::uuid
        ORDER BY d.id LIMIT ${MOST_IN_A_LETTER} FOR UPDATE SKIP LOCKED),
      taken AS (
        UPDATE deliveries d SET letter_id = ${id}::uuid, attempts = d.attempts + 1,
          due_at = ${now}::timestamptz + make_interval(mins => ${LEASE_MINUTES}::int)
        FROM due WHERE d.id = due.id RETURNING d.message_id)
      SELECT m.kind, m.params, m.href FROM inbox_messages m JOIN taken ON taken.message_id = m.id ORDER BY m.id`;
    const [found] = await tx.$queryRaw<{ sealed: string; locale: Letter["locale"] }[]>`
      SELECT a.address_sealed AS sealed, coalesce(c.locale, 'zh-CN') AS locale
      FROM contact_addresses a LEFT JOIN contact_preferences c ON c.account_id = a.account_id
      WHERE a.account_id = ${accountId}::uuid AND a.channel = ${channel} AND a.verified_at IS NOT NULL`;
    if (!found) {
      await tx.$executeRaw`UPDATE deliveries SET state = 'failed', failure = 'no-address'
        WHERE letter_id = ${id}::uuid AND state = 'waiting'`;
      return null;
    }
    const address = unsealAddress(accountId, channel, found.sealed);
    return { id, channel, address, locale: found.locale, messages };
  });
}

/** Writes down how sending went: sent, refused for good, or to be tried again later until it has been tried often enough. */
export function closeLetter(
  letterId: string,
  failure: Exclude<DeliveryFailure, "no-address"> | null,
  now: Date = new Date(),
): Promise<void> {
  return transaction(null, async (tx) => {
    if (failure === null)
      await tx.$executeRaw`UPDATE deliveries SET state = 'sent', sent_at = ${now}, failure = NULL
        WHERE letter_id = ${letterId}::uuid AND state = 'waiting'`;
    else {
      const [tried] = await tx.$queryRaw<{ attempts: number }[]>`
        SELECT attempts FROM deliveries WHERE letter_id = ${letterId}::uuid AND state = 'waiting' LIMIT 1`;
      const attempts = tried?.attempts ?? 1;
      const over = failure === "refused" || attempts >= MOST_ATTEMPTS;
      const due = new Date(now.getTime() + retryDelay(attempts));
      await tx.$executeRaw`UPDATE deliveries SET failure = ${failure}, state = ${over ? "failed" : "waiting"}, due_at = ${due}
        WHERE letter_id = ${letterId}::uuid AND state = 'waiting'`;
    }
  });
}

/** A new code for an address that is not proved yet, of which only a hash is kept; null where there is none any more. */
export function newAddressCode(
  accountId: string,
  channel: Channel,
): Promise<{ address: string; locale: Letter["locale"]; code: string } | null> {
  return transaction(null, async (tx) => {
    const code = newCode();
    const [found] = await tx.$queryRaw<{ sealed: string; locale: Letter["locale"] }[]>`
      UPDATE contact_addresses a SET code_hash = ${hashToken(code)}, code_failures = 0,
        code_expires_at = clock_timestamp() + make_interval(mins => ${CODE_MINUTES}::int)
      WHERE account_id = ${accountId}::uuid AND channel = ${channel} AND verified_at IS NULL
      RETURNING a.address_sealed AS sealed,
        coalesce((SELECT c.locale FROM contact_preferences c WHERE c.account_id = a.account_id), 'zh-CN') AS locale`;
    return found
      ? { address: unsealAddress(accountId, channel, found.sealed), locale: found.locale, code }
      : null;
  });
}
