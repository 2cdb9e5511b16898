import type { Actor } from "@/lib/access";
import { decodeCursor, encodeCursor, type Page } from "@/lib/kernel/page";
import { db, type Prisma } from "@/lib/platform/db";
import { messagesOf } from "../access";
import type { InboxFilter, InboxRow, MessageKind, MessageParams } from "../schema";

const PAGE_SIZE = 50;

/** Newest first: messages to the body of the active appointment, and to the person. */
export async function listInbox(actor: Actor, filter: InboxFilter): Promise<Page<InboxRow>> {
  const where: Prisma.InboxMessageWhereInput = {
    AND: [messagesOf(actor), filter.unread ? { readAt: null } : {}],
  };
  const after = decodeCursor(filter.cursor)?.[0];
  const [total, found] = await Promise.all([
    db().inboxMessage.count({ where }),
    db().inboxMessage.findMany({
      where: { AND: [where, typeof after === "string" ? { id: { lt: after } } : {}] },
      orderBy: { id: "desc" },
      take: PAGE_SIZE + 1,
      select: { id: true, kind: true, params: true, href: true, createdAt: true, readAt: true },
    }),
  ]);
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    total,
    next: found.length > PAGE_SIZE && last ? encodeCursor([last.id]) : null,
    rows: shown.map(toInboxRow),
  };
}

/** For the bell in the top bar. */
export async function countUnread(actor: Actor): Promise<number> {
  return db().inboxMessage.count({ where: { AND: [messagesOf(actor), { readAt: null }] } });
}

type Row = Pick<InboxRow, "id" | "href" | "createdAt" | "readAt"> & {
  kind: string;
  params: Prisma.JsonValue;
};

function toInboxRow(row: Row): InboxRow {
  return { ...row, kind: row.kind as MessageKind, params: row.params as MessageParams };
}
