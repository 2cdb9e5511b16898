import { missing } from "@/app/_shell/missing";
import { amendmentText } from "@/components/domain/classes/amendment-text";
import { listAmendments } from "@/lib/enrolments";
import { officialFile, parseOfficialFormat } from "@/lib/web";
import { loadClass, loadNotice } from "../../../../load";

type Context = { params: Promise<{ classId: string; number: string; format: string }> };

/** One amendment of an opening notice as a file, for whoever may read the notice; in Chinese, as it was issued. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { classId, number, format: asked } = await params;
  const format = parseOfficialFormat(asked);
  if (!format) missing();
  const [{ actor, trainingClass }, notice] = await Promise.all([loadClass(classId), loadNotice(classId)]);
  if (!notice?.documentNumber) missing();
  const amendment = (await listAmendments(actor, classId)).find((one) => String(one.number) === number);
  if (!amendment) missing();
  const text = await amendmentText(trainingClass, amendment, notice.documentNumber, "zh-CN");
  return officialFile(text, format, `${trainingClass.code}-amendment-${amendment.number}`);
}
