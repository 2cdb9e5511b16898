import { type Actor, authorise } from "@/lib/access";
import { chinaDay, dateColumn } from "@/lib/kernel/dates";
import { isId } from "@/lib/kernel/id";
import { businessNow } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { classesInScope } from "../access";
import type { MergeChoice } from "../views";

/** The other classes of its sub-project and institution, not begun, that a class could be merged into. */
export async function listMergeChoices(actor: Actor, classId: string): Promise<MergeChoice[]> {
  const scope = classesInScope(actor, authorise(actor, "class.read"));
  if (!isId(classId)) return [];
  const [own, now] = await Promise.all([
    db().trainingClass.findFirst({
      where: { AND: [{ id: classId }, scope] },
      select: { subProjectId: true, institutionId: true },
    }),
    businessNow(),
  ]);
  if (!own) return [];
  return db().trainingClass.findMany({
    where: {
      ...own,
      NOT: { id: classId },
      state: { in: ["formed", "notice-issued"] },
      startsOn: { gt: dateColumn(chinaDay(now)) },
    },
    orderBy: { number: "asc" },
    select: { id: true, code: true, number: true, startsOn: true, endsOn: true, capacity: true },
  });
}
