import type { Actor } from "@/lib/access";
import { decodeCursor, encodeCursor, type Page } from "@/lib/kernel/page";
import { db } from "@/lib/platform/db";
import { accessAccount } from "../access";
import { left } from "../rules";
import type { EntryKind } from "../schema";
import type { SeatHistory, SeatHistoryRow } from "../views";

const PAGE_SIZE = 50;

/** Every movement of one account, newest first. */
export async function getSeatHistory(
  actor: Actor,
  params: { subProjectId: string; organisationId: string; cursor?: string | undefined },
): Promise<Page<SeatHistoryRow> & SeatHistory> {
  const { subProjectId, organisationId } = params;
  const account = await accessAccount(db(), actor, { subProjectId, organisationId });
  const [at, id] = decodeCursor(params.cursor) ?? [];
  const before =
    typeof at === "string" && typeof id === "string"
      ? { OR: [{ at: { lt: new Date(at) } }, { at: new Date(at), id: { lt: id } }] }
      : {};
  const [total, found] = await Promise.all([
    db().quotaEntry.count({ where: { accountId: account.id } }),
    db().quotaEntry.findMany({
      where: { accountId: account.id, ...before },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      take: PAGE_SIZE + 1,
      select: { id: true, at: true, kind: true, seats: true, reason: true, actorName: true, actorRole: true },
    }),
  ]);
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    ...account.subProject,
    body: account.organisation.name,
    bodyEn: account.organisation.nameEn,
    granted: account.granted,
    left: left(account),
    rows: shown.map((row) => ({ ...row, kind: row.kind as EntryKind })),
    next: found.length > PAGE_SIZE && last ? encodeCursor([last.at.toISOString(), last.id]) : null,
    total,
  };
}
