import { type Actor, authorise, type Permission, type Scope } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import type { Prisma, Tx } from "@/lib/platform/db";
import type { ClassState } from "./schema";

/** Classes are facts of a published year: everybody behind sign-in reads them, an institution only its own. */
export function classesInScope(actor: Actor, scope: Scope): Prisma.TrainingClassWhereInput {
  return scope === "own" ? { institutionId: actor.organisationId } : {};
}

/** A designation of the actor's institution. */
export async function accessDesignation(tx: Tx, actor: Actor, id: string) {
  authorise(actor, "class.form");
  const designation = await tx.designation.findFirst({
    where: { id, institutionId: actor.organisationId },
    select: { id: true, subProjectId: true, institutionId: true },
  });
  if (!designation) throw new NotFound("designation");
  return designation;
}

/** A class of the actor's institution, to be changed, with its opening notice. */
export async function accessOwnClass(
  tx: Tx,
  actor: Actor,
  permission: Extract<
    Permission,
    "class.form" | "cancellation.submit" | "opening-notice.prepare" | "opening-notice.issue"
  >,
  id: string,
) {
  authorise(actor, permission);
  const found = await tx.trainingClass.findFirst({
    where: { id, institutionId: actor.organisationId },
    select: {
      id: true,
      code: true,
      designationId: true,
      subProjectId: true,
      capacity: true,
      startsOn: true,
      state: true,
      version: true,
      subProject: { select: { year: true } },
      notice: { select: { id: true, state: true, version: true, fields: true } },
    },
  });
  if (!found) throw new NotFound("class");
  const { subProject, ...rest } = found;
  return { ...rest, year: subProject.year, state: found.state as ClassState };
}
