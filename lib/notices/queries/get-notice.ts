import type { Actor } from "@/lib/access";
import { isId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { db, type Prisma } from "@/lib/platform/db";
import { noticesReadable, publicBy } from "../access";
import type { AddresseeKind, NoticeBlock, NoticeDetail } from "../schema";
import { noticeRowSelect, toNoticeRow } from "./list-notices";

export async function getNotice(actor: Actor, id: string): Promise<NoticeDetail> {
  const now = await businessNow();
  return findDetail(id, noticesReadable(actor, now), now);
}

/** For anybody, from its public date. */
export async function getPublicNotice(id: string): Promise<NoticeDetail> {
  const now = await businessNow();
  return findDetail(id, publicBy(now), now);
}

async function findDetail(id: string, scope: Prisma.NoticeWhereInput, now: Date): Promise<NoticeDetail> {
  if (!isId(id)) throw new NotFound("notice");
  const notice = await db().notice.findFirst({
    where: { AND: [{ id }, scope] },
    select: { ...noticeRowSelect, body: true, addressees: true, programmeYear: true, version: true },
  });
  if (!notice) throw new NotFound("notice");
  return {
    ...toNoticeRow(notice, now),
    body: notice.body as NoticeBlock[],
    addressees: notice.addressees as AddresseeKind[],
    programmeYear: notice.programmeYear,
    version: notice.version,
  };
}
