import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import { submitTeacherMove } from "@/lib/teachers";
import type { Province } from "./bodies";
import { HOME_REGION, provinceOf, YEAR } from "./course";

/** The neighbour of the visitors' school lets a teacher go there whose registration waits for the province; nobody has answered yet. */
export async function releaseOne(provinces: Province[]): Promise<void> {
  const [home, neighbour] = provinceOf(provinces, HOME_REGION).schools;
  if (!home || !neighbour) return;
  const leaving = await db().enrolment.findFirst({
    where: { schoolId: neighbour.id, year: YEAR, state: "confirmed", needsJudgement: false },
    orderBy: { id: "asc" },
    select: { teacherId: true },
  });
  if (!leaving) return;
  await submitTeacherMove(neighbour.actor, {
    teacherId: leaving.teacherId,
    schoolId: home.id,
    effectiveOn: `${YEAR}-05-15`,
    reason: "家庭原因调动，本校已同意。",
    key: newId(),
  });
}
