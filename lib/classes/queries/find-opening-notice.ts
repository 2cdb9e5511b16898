import { type Actor, authorise } from "@/lib/access";
import { isId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { db, type Prisma, type Reader } from "@/lib/platform/db";
import type { OpeningNoticeDetail, OpeningNoticeFields } from "../schema";

const select = {
  classId: true,
  documentNumber: true,
  fields: true,
  state: true,
  issuedAt: true,
  issuedByName: true,
  version: true,
} satisfies Prisma.OpeningNoticeSelect;

/**
 * For the institution, drafts included, and for national readers once it is issued; null while there is nothing to read. Whom
 * else it concerns is decided by the roster: see getOpeningNoticeFor of enrolments.
 */
export async function findOpeningNotice(actor: Actor, classId: string): Promise<OpeningNoticeDetail | null> {
  const scope = authorise(actor, "opening-notice.read");
  if (!isId(classId) || scope === "assigned") throw new NotFound("class");
  const own = { classId, class: { institutionId: actor.organisationId } };
  const notice = await db().openingNotice.findFirst({
    where: scope === "own" ? own : { classId, state: "issued" },
    select,
  });
  return notice && toOpeningNotice(notice);
}

/** For later modules that decide who may read it; a draft stays with the institution. */
export async function loadIssuedNotice(reader: Reader, classId: string): Promise<OpeningNoticeDetail | null> {
  const notice = await reader.openingNotice.findFirst({ where: { classId, state: "issued" }, select });
  return notice && toOpeningNotice(notice);
}

type Row = Prisma.OpeningNoticeGetPayload<{ select: typeof select }>;

function toOpeningNotice(row: Row): OpeningNoticeDetail {
  return {
    ...row,
    fields: row.fields as OpeningNoticeFields,
    state: row.state as OpeningNoticeDetail["state"],
  };
}
