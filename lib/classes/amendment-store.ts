import { newId } from "@/lib/kernel/id";
import type { Reader, Tx } from "@/lib/platform/db";
import type { NoticeAmendment } from "./views";

/** For later modules that decide who may read them: the amendments of a class in their order. */
export async function loadAmendments(reader: Reader, classId: string): Promise<NoticeAmendment[]> {
  return reader.noticeAmendment.findMany({ where: { classId }, orderBy: { number: "asc" } });
}

/** For the command of enrolments, which knows the people: puts one more paper after the last. The database numbers without a gap. */
export async function addAmendment(
  tx: Tx,
  amendment: Omit<NoticeAmendment, "id" | "number">,
): Promise<NoticeAmendment> {
  const before = await tx.noticeAmendment.count({ where: { classId: amendment.classId } });
  return tx.noticeAmendment.create({ data: { id: newId(), number: before + 1, ...amendment } });
}
