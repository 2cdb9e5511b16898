import { missing } from "@/app/_shell/missing";
import { noticeText } from "@/components/domain/notices/notice-text";
import { NotFound } from "@/lib/kernel/problem";
import { getPublicNotice } from "@/lib/notices";
import { officialFile, parseOfficialFormat } from "@/lib/web";

type Context = { params: Promise<{ id: string; format: string }> };

/** A public notice as a file, from its public date. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { id, format: asked } = await params;
  const format = parseOfficialFormat(asked);
  if (!format) missing();
  const notice = await getPublicNotice(id).catch((error: unknown) => {
    if (error instanceof NotFound) return missing();
    throw error;
  });
  return officialFile(await noticeText(notice), format, `notice-${notice.id}`);
}
