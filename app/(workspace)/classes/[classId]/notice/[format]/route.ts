import { missing } from "@/app/_shell/missing";
import { openingNoticeText } from "@/components/domain/classes/opening-notice-text";
import { officialFile, parseOfficialFormat } from "@/lib/web";
import { loadClass, loadNotice } from "../../load";

type Context = { params: Promise<{ classId: string; format: string }> };

/** The issued opening notice as a file, for whoever may read its page; in Chinese, as it was issued. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { classId, format: asked } = await params;
  const format = parseOfficialFormat(asked);
  if (!format) missing();
  const [{ trainingClass }, notice] = await Promise.all([loadClass(classId), loadNotice(classId)]);
  if (!notice?.issuedAt) missing();
  const text = await openingNoticeText(trainingClass, notice.fields, notice, "zh-CN");
  return officialFile(text, format, `${trainingClass.code}-opening-notice`);
}
