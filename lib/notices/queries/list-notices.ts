import type { Actor } from "@/lib/access";
import { chinaDay, dayOf } from "@/lib/kernel/dates";
import { decodeCursor, encodeCursor, type Page } from "@/lib/kernel/page";
import { businessNow } from "@/lib/platform/clock";
import { db, type Prisma } from "@/lib/platform/db";
import { noticesReadable, publicBy } from "../access";
import type { NoticeFilter, NoticeRow, NoticeState } from "../schema";

const PAGE_SIZE = 50;

export const noticeRowSelect = {
  id: true,
  documentNumber: true,
  title: true,
  state: true,
  issuedOn: true,
  publicOn: true,
  demonstration: true,
  issuer: { select: { name: true, nameEn: true } },
} satisfies Prisma.NoticeSelect;

type Row = Prisma.NoticeGetPayload<{ select: typeof noticeRowSelect }>;

export function toNoticeRow(row: Row, now: Date): NoticeRow {
  return {
    id: row.id,
    documentNumber: row.documentNumber,
    title: row.title,
    issuerName: row.issuer.name,
    issuerNameEn: row.issuer.nameEn,
    state: row.state as NoticeState,
    issuedOn: row.issuedOn,
    publicOn: row.publicOn,
    isPublic: row.state === "issued" && row.publicOn !== null && dayOf(row.publicOn) <= chinaDay(now),
    demonstration: row.demonstration,
  };
}

/** What anybody may read today, newest first. */
export async function listPublicNotices(filter: NoticeFilter): Promise<Page<NoticeRow>> {
  const now = await businessNow();
  return pageOfNotices(publicBy(now), filter, now);
}

/** What this person may read: bodies see what is addressed to them from its issue, before the public. */
export async function listNotices(actor: Actor, filter: NoticeFilter): Promise<Page<NoticeRow>> {
  const now = await businessNow();
  return pageOfNotices(noticesReadable(actor, now), filter, now);
}

/** Newest first by id: ids grow with time, and a draft has no date yet. */
async function pageOfNotices(
  scope: Prisma.NoticeWhereInput,
  filter: NoticeFilter,
  now: Date,
): Promise<Page<NoticeRow>> {
  const where: Prisma.NoticeWhereInput = {
    AND: [
      scope,
      filter.state ? { state: filter.state } : {},
      filter.search
        ? { OR: [{ title: { contains: filter.search } }, { documentNumber: { contains: filter.search } }] }
        : {},
    ],
  };
  const after = decodeCursor(filter.cursor)?.[0];
  const [total, found] = await Promise.all([
    db().notice.count({ where }),
    db().notice.findMany({
      where: { AND: [where, typeof after === "string" ? { id: { lt: after } } : {}] },
      orderBy: { id: "desc" },
      take: PAGE_SIZE + 1,
      select: noticeRowSelect,
    }),
  ]);
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    total,
    next: found.length > PAGE_SIZE && last ? encodeCursor([last.id]) : null,
    rows: shown.map((row) => toNoticeRow(row, now)),
  };
}
