import { type Actor, authorise } from "@/lib/access";
import { db } from "@/lib/platform/db";
import { MOST_SCHOOLS, type SchoolChoice } from "../schema";

/**
 * Schools of the whole country by code, or by a part of the name, for whoever lets a teacher go to one of them: names and codes of bodies,
 * which everybody may know. The own school is none of them. At most twenty, in order of name.
 */
export async function findSchools(actor: Actor, typed: string): Promise<SchoolChoice[]> {
  authorise(actor, "teacher.release");
  if (typed.length < 2) return [];
  return db().organisation.findMany({
    where: {
      kind: "school",
      NOT: { id: actor.organisationId },
      OR: [
        { code: typed },
        { name: { contains: typed } },
        { nameEn: { contains: typed, mode: "insensitive" } },
      ],
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MOST_SCHOOLS,
    select: { id: true, code: true, name: true, nameEn: true },
  });
}
