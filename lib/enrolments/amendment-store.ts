import { loadAmendments, loadIssuedNotice } from "@/lib/classes";
import { fail } from "@/lib/kernel/problem";
import type { Reader } from "@/lib/platform/db";

/** Where the papers of a class stand: when the last one was issued, and who sits in the class now. */
export async function amendmentFacts(reader: Reader, classId: string) {
  const [notice, before] = [await loadIssuedNotice(reader, classId), await loadAmendments(reader, classId)];
  if (!notice?.issuedAt) fail("enrolments.notice-not-issued");
  const since = before.at(-1)?.issuedAt ?? notice.issuedAt;
  const placed = await reader.enrolment.findMany({
    where: { classId, state: "placed" },
    orderBy: { id: "asc" },
    select: { id: true, placedAt: true, schoolId: true, provinceId: true, teacherId: true },
  });
  const joined = placed.filter((row) => row.placedAt !== null && row.placedAt > since);
  return { number: before.length + 1, placed, joined };
}
