import { type Actor, authorise } from "@/lib/access";
import { decodeCursor, encodeCursor, type Page } from "@/lib/kernel/page";
import { Prisma, read } from "@/lib/platform/db";
import type { FailedDelivery, FailureFilter } from "../schema";

const PAGE_SIZE = 50;

/** Letters about what the own body did that never arrived, the newest first: whom to call instead. */
export async function listFailedDeliveries(
  actor: Actor,
  filter: FailureFilter,
): Promise<Page<FailedDelivery>> {
  authorise(actor, "delivery.read");
  const [cursor] = decodeCursor(filter.cursor) ?? [];
  const after = typeof cursor === "string" ? cursor : null;
  const where = Prisma.sql`d.state = 'failed' AND m.sender_id = ${actor.organisationId}::uuid`;
  const [counted, found] = await Promise.all([
    read<{ total: number }>(
      actor,
      Prisma.sql`
      SELECT count(*) AS total FROM deliveries d JOIN inbox_messages m ON m.id = d.message_id WHERE ${where}`,
    ),
    // In the system scope: whoever sent it hears whom it did not reach, wherever that person is.
    read<FailedDelivery>(
      null,
      Prisma.sql`
      SELECT d.id, m.kind, m.params, m.created_at AS "createdAt", d.failure, d.channel, a.display_name AS recipient,
        o.name AS "organisationName", o.name_en AS "organisationNameEn"
      FROM deliveries d JOIN inbox_messages m ON m.id = d.message_id JOIN accounts a ON a.id = d.account_id
        JOIN LATERAL (SELECT p.organisation_id FROM appointments p WHERE p.account_id = a.id ORDER BY p.ends_at DESC NULLS FIRST LIMIT 1) p ON true
        JOIN organisations o ON o.id = p.organisation_id
      WHERE ${where} AND (${after}::uuid IS NULL OR d.id < ${after}::uuid)
      ORDER BY d.id DESC LIMIT ${PAGE_SIZE + 1}`,
    ),
  ]);
  const rows = found.slice(0, PAGE_SIZE);
  const last = rows.at(-1);
  return {
    total: counted[0]?.total ?? 0,
    next: found.length > PAGE_SIZE && last ? encodeCursor([last.id]) : null,
    rows,
  };
}
