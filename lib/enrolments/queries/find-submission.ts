import type { Reader } from "@/lib/platform/db";

export type Submission = {
  id: string;
  year: number;
  schoolId: string;
  subProjectCode: string;
  cardCode: string;
};

/** What the school is told of a submission; null once the school has acted or the teacher has stepped back. */
export async function findSubmission(reader: Reader, enrolmentId: string): Promise<Submission | null> {
  const row = await reader.enrolment.findFirst({
    where: { id: enrolmentId, state: "submitted" },
    select: {
      id: true,
      year: true,
      schoolId: true,
      subProject: { select: { code: true } },
      card: { select: { code: true } },
      openClass: { select: { code: true } },
    },
  });
  return (
    row && {
      id: row.id,
      year: row.year,
      schoolId: row.schoolId,
      subProjectCode: row.subProject.code,
      cardCode: (row.card ?? row.openClass)?.code ?? "",
    }
  );
}
