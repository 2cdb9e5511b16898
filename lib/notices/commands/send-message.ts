import { newId } from "@/lib/kernel/id";
import type { Tx } from "@/lib/platform/db";
import type { MessageInput } from "../schema";

const ROWS_A_STATEMENT = 1_000;

/** One message, in the transaction of the act that it tells of. */
export async function sendMessage(tx: Tx, message: MessageInput): Promise<void> {
  await sendMessages(tx, [message]);
}

/** Many at once: one statement for a thousand recipients. */
export async function sendMessages(tx: Tx, messages: MessageInput[]): Promise<void> {
  for (let from = 0; from < messages.length; from += ROWS_A_STATEMENT)
    await tx.$executeRaw`
      INSERT INTO inbox_messages (id, organisation_id, account_id, kind, params, href)
      SELECT m.id, m.organisation_id, m.account_id, m.kind, m.params, m.href
      FROM jsonb_to_recordset(${JSON.stringify(messages.slice(from, from + ROWS_A_STATEMENT).map(toRow))}::jsonb)
        AS m (id uuid, organisation_id uuid, account_id uuid, kind text, params jsonb, href text)`;
}

function toRow(message: MessageInput) {
  return {
    id: newId(),
    organisation_id: message.organisationId ?? null,
    account_id: message.accountId ?? null,
    kind: message.kind,
    params: message.params ?? {},
    href: message.href ?? null,
  };
}

/**
 * For handlers of events, which may be delivered twice: messages of one kind and address, to whoever has none of them yet. The
 * lock makes a second delivery at the same time wait for the first.
 */
export async function sendMessagesOnce(tx: Tx, messages: MessageInput[]): Promise<void> {
  const first = messages[0];
  if (!first) return;
  const { kind, href = null } = first;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${kind} ${href}`}, 0))`;
  const sent = await tx.inboxMessage.findMany({
    where: { kind, href },
    select: { organisationId: true, accountId: true },
  });
  const reached = new Set(sent.map((message) => message.organisationId ?? message.accountId));
  await sendMessages(
    tx,
    messages.filter((message) => !reached.has(message.organisationId ?? message.accountId)),
  );
}
