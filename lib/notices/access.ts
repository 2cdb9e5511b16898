import { type Actor, authorise, type Permission, type Role } from "@/lib/access";
import { chinaDay, dateColumn } from "@/lib/kernel/dates";
import { NotFound } from "@/lib/kernel/problem";
import type { Prisma, Tx } from "@/lib/platform/db";
import type { AddresseeKind } from "./schema";

/** For whom a person reads what was addressed to bodies; a teacher is not the school's office. */
const ADDRESSEE_OF_ROLE: Partial<Record<Role, AddresseeKind>> = {
  office: "office",
  province: "province",
  city: "city",
  institution: "institution",
  school: "school",
};

const READS_ALL_ISSUED: Role[] = ["ministry", "office", "auditor"];

export function publicBy(now: Date): Prisma.NoticeWhereInput {
  return { state: "issued", publicOn: { lte: dateColumn(chinaDay(now)) } };
}

/** Own drafts; what was addressed to one's kind of body, from its issue; everything public. */
export function noticesReadable(actor: Actor, now: Date): Prisma.NoticeWhereInput {
  authorise(actor, "notice.read");
  if (READS_ALL_ISSUED.includes(actor.role))
    return { OR: [{ state: "issued" }, { issuerId: actor.organisationId }] };
  const kind = ADDRESSEE_OF_ROLE[actor.role];
  return kind
    ? {
        OR: [
          publicBy(now),
          { state: "issued", addressees: { has: kind } },
          { issuerId: actor.organisationId },
        ],
      }
    : publicBy(now);
}

/** A notice of the actor's own body, to be changed. */
export async function accessOwnNotice(
  tx: Tx,
  actor: Actor,
  permission: Extract<Permission, "notice.create" | "notice.issue">,
  id: string,
) {
  authorise(actor, permission);
  const notice = await tx.notice.findFirst({
    where: { id, issuerId: actor.organisationId },
    select: {
      id: true,
      documentNumber: true,
      title: true,
      state: true,
      version: true,
      addressees: true,
      issuer: { select: { name: true, nameEn: true } },
    },
  });
  if (!notice) throw new NotFound("notice");
  return notice;
}

/** Messages to the body of the active appointment and to the person; a teacher sees only the person's. */
export function messagesOf(actor: Actor): Prisma.InboxMessageWhereInput {
  authorise(actor, "inbox.read");
  const own = { accountId: actor.accountId };
  return actor.role === "teacher" || actor.role === "expert"
    ? own
    : { OR: [{ organisationId: actor.organisationId }, own] };
}
