import { type Actor, authorise } from "@/lib/access";
import { loadAmendments } from "@/lib/classes";
import type { NoticeAmendment } from "@/lib/classes/views";
import { db } from "@/lib/platform/db";
import { getOpeningNoticeFor } from "./get-opening-notice-for";

/** What has changed since an opening notice, in order, for whoever reads that notice. */
export async function listAmendments(actor: Actor, classId: string): Promise<NoticeAmendment[]> {
  authorise(actor, "opening-notice.read");
  const notice = await getOpeningNoticeFor(actor, classId);
  return notice?.issuedAt ? loadAmendments(db(), classId) : [];
}
