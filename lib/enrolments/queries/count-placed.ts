import { type Actor, authorise } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { type Prisma, reading } from "@/lib/platform/db";

/** People in each of these classes, as far as the actor reads rosters; a class without any is absent. One statement. */
export async function countPlaced(actor: Actor, classIds: string[]): Promise<Map<string, number>> {
  const scope = authorise(actor, "roster.read");
  const groups = await reading(actor, (tx) =>
    tx.enrolment.groupBy({
      by: ["classId"],
      where: {
        AND: [{ classId: { in: classIds }, state: { in: ["placed", "completed"] } }, within(actor, scope)],
      },
      _count: { id: true },
    }),
  );
  return new Map(groups.flatMap((group) => (group.classId ? [[group.classId, group._count.id]] : [])));
}

function within(actor: Actor, scope: string): Prisma.EnrolmentWhereInput {
  if (scope === "all") return {};
  if (scope === "subtree") return { provinceId: actor.provinceId ?? actor.organisationId };
  if (actor.role === "institution") return { class: { institutionId: actor.organisationId } };
  if (actor.role === "school") return { schoolId: actor.organisationId };
  throw new NotFound("class");
}
