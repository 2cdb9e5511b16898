import type { Actor } from "@/lib/access";
import { reading } from "@/lib/platform/db";
import { enrolmentsInScope } from "../access";

/** The classes of a year in which people sit whose roster the actor reads, with how many of them; one statement. */
export async function countPlacedInYear(actor: Actor, year: number): Promise<Map<string, number>> {
  const scope = enrolmentsInScope(actor, "roster.read");
  const groups = await reading(actor, (tx) =>
    tx.enrolment.groupBy({
      by: ["classId"],
      where: { AND: [{ year, state: { in: ["placed", "completed"] } }, scope] },
      _count: { id: true },
    }),
  );
  return new Map(groups.flatMap((group) => (group.classId ? [[group.classId, group._count.id]] : [])));
}
