import { type Actor, authorise } from "@/lib/access";
import { db } from "@/lib/platform/db";
import { loadDesignations, loadSubProjects } from "@/lib/programmes";
import type { FormableDesignation } from "../schema";

/** The institution's designations of a year with what its classes already take of each. */
export async function listFormableDesignations(actor: Actor, year: number): Promise<FormableDesignation[]> {
  authorise(actor, "class.form");
  const institutionId = actor.organisationId;
  const [designations, subProjects, planned] = await Promise.all([
    loadDesignations(db(), { year, institutionId }),
    loadSubProjects(db(), year),
    db().trainingClass.groupBy({
      by: ["designationId"],
      where: { institutionId, state: { not: "cancelled" }, subProject: { year } },
      _sum: { capacity: true },
      _count: { id: true },
    }),
  ]);
  return designations.flatMap((designation) => {
    const subProject = subProjects.find((known) => known.id === designation.subProjectId);
    if (!subProject) return [];
    const taken = planned.find((group) => group.designationId === designation.id);
    return [
      {
        designationId: designation.id,
        subProjectId: subProject.id,
        code: subProject.code,
        name: subProject.name,
        nameEn: subProject.nameEn,
        seats: designation.seats,
        planned: taken?._sum.capacity ?? 0,
        classCount: taken?._count.id ?? 0,
      },
    ];
  });
}
