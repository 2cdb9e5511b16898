import type { Reader } from "@/lib/platform/db";
import { ENROLMENT_STATES, type EnrolmentState } from "../schema";

/** Whom a figure is about; give at most one of the three. */
export type EnrolmentScope = { year: number; schoolId?: string; provinceId?: string; teacherId?: string };
export type EnrolmentCounts = Record<EnrolmentState, number> & {
  returnedToTeacher: number;
  returnedToSchool: number;
};

/** Figures for desks and progress; the caller decides whose they are. */
export async function countEnrolmentsByState(
  reader: Reader,
  scope: EnrolmentScope,
): Promise<EnrolmentCounts> {
  const groups = await reader.enrolment.groupBy({
    by: ["state", "returnedTo"],
    where: scope,
    _count: { _all: true },
  });
  const count = (state: string, returnedTo?: string) =>
    groups
      .filter(
        (group) => group.state === state && (returnedTo === undefined || group.returnedTo === returnedTo),
      )
      .reduce((sum, group) => sum + group._count._all, 0);
  const byState = Object.fromEntries(ENROLMENT_STATES.map((state) => [state, count(state)])) as Record<
    (typeof ENROLMENT_STATES)[number],
    number
  >;
  return {
    ...byState,
    returnedToTeacher: count("returned", "teacher"),
    returnedToSchool: count("returned", "school"),
  };
}
