import type { Reader, Tx } from "@/lib/platform/db";

/** Holds a sub-project so that its class numbers are given one at a time. Lock order: sub-project, designation, class. */
export async function lockNumbering(tx: Tx, subProjectId: string): Promise<number> {
  await tx.$queryRaw`SELECT 1 FROM sub_projects WHERE id = ${subProjectId}::uuid FOR NO KEY UPDATE`;
  const last = await tx.trainingClass.aggregate({ where: { subProjectId }, _max: { number: true } });
  return (last._max.number ?? 0) + 1;
}

/** Seats of a locked designation and what its other classes take. */
export async function lockDesignation(
  tx: Tx,
  designationId: string,
  exceptClassId?: string,
): Promise<{ seats: number; plannedElsewhere: number }> {
  const rows = await tx.$queryRaw<{ seats: number }[]>`
    SELECT seats FROM designations WHERE id = ${designationId}::uuid FOR UPDATE`;
  const planned = await tx.trainingClass.aggregate({
    where: {
      designationId,
      state: { not: "cancelled" },
      ...(exceptClassId ? { id: { not: exceptClassId } } : {}),
    },
    _sum: { capacity: true },
  });
  return { seats: rows[0]?.seats ?? 0, plannedElsewhere: planned._sum.capacity ?? 0 };
}

export type ClassFacts = {
  id: string;
  code: string;
  number: number;
  subProjectId: string;
  institutionId: string;
  institutionName: string;
  institutionNameEn: string;
  startsOn: Date;
  endsOn: Date;
  place: string;
  capacity: number;
  state: string;
};

/** For commands of later modules, which authorise by their own rows: the classes of a sub-project that can take people. */
export async function loadClasses(
  reader: Reader,
  where: { subProjectId?: string; ids?: string[] },
): Promise<ClassFacts[]> {
  const rows = await reader.trainingClass.findMany({
    where: {
      state: { in: ["formed", "notice-issued"] },
      ...(where.subProjectId ? { subProjectId: where.subProjectId } : {}),
      ...(where.ids ? { id: { in: where.ids } } : {}),
    },
    orderBy: { code: "asc" },
    select: {
      id: true,
      code: true,
      number: true,
      subProjectId: true,
      institutionId: true,
      startsOn: true,
      endsOn: true,
      place: true,
      capacity: true,
      state: true,
      institution: { select: { name: true, nameEn: true } },
    },
  });
  return rows.map(({ institution, ...row }) => ({
    ...row,
    institutionName: institution.name,
    institutionNameEn: institution.nameEn,
  }));
}
