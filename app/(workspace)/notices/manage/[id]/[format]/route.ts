import { missing } from "@/app/_shell/missing";
import { noticeText } from "@/components/domain/notices/notice-text";
import { NotFound } from "@/lib/kernel/problem";
import { getNotice } from "@/lib/notices";
import { officialFile, parseOfficialFormat, requireActor } from "@/lib/web";

type Context = { params: Promise<{ id: string; format: string }> };

/** A notice as a file for its issuer, as a draft too, and for the bodies it is addressed to. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const [actor, { id, format: asked }] = await Promise.all([requireActor(), params]);
  const format = parseOfficialFormat(asked);
  if (!format) missing();
  const notice = await getNotice(actor, id).catch((error: unknown) => {
    if (error instanceof NotFound) return missing();
    throw error;
  });
  return officialFile(await noticeText(notice), format, `notice-${notice.id}`);
}
