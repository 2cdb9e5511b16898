import type { Actor } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { db, type Prisma, type Reader, reading } from "@/lib/platform/db";
import { enrolmentsInScope } from "../access";
import type { RosterRow } from "../views";

export type Roster = {
  classId: string;
  capacity: number;
  placed: number;
  acknowledged: number;
  rows: RosterRow[];
};

/** Who sits in a class. A province or a school sees its own people among them; an institution only its own classes. */
export async function getRoster(actor: Actor, classId: string): Promise<Roster> {
  const scope = enrolmentsInScope(actor, "roster.read");
  const known = await db().trainingClass.findFirst({
    where: { id: classId, ...(actor.role === "institution" ? { institutionId: actor.organisationId } : {}) },
    select: { id: true, capacity: true },
  });
  if (!known) throw new NotFound("class");
  const rows = await reading(actor, (tx) => loadRosterRows(tx, { AND: [scope, { classId }] }));
  return {
    classId: known.id,
    capacity: known.capacity,
    placed: rows.length,
    acknowledged: rows.filter((row) => row.acknowledgedAt !== null).length,
    rows,
  };
}

/** People in a class in the order in which they came to it. */
export async function loadRosterRows(
  reader: Reader,
  where: Prisma.EnrolmentWhereInput,
): Promise<RosterRow[]> {
  const rows = await reader.enrolment.findMany({
    where: { AND: [where, { state: { in: ["placed", "completed"] } }] },
    orderBy: [{ placedAt: "asc" }, { submittedAt: "asc" }, { id: "asc" }],
    take: 500,
    select: {
      id: true,
      placedAt: true,
      acknowledgedAt: true,
      reminders: { orderBy: { sentOn: "desc" }, take: 1, select: { sentOn: true } },
      teacher: { select: { name: true, title: true } },
      school: { select: { name: true, nameEn: true } },
      province: { select: { shortName: true, shortNameEn: true } },
    },
  });
  return rows.map((row) => ({
    enrolmentId: row.id,
    teacherName: row.teacher.name,
    title: row.teacher.title,
    school: row.school.name,
    schoolEn: row.school.nameEn,
    province: row.province.shortName,
    provinceEn: row.province.shortNameEn,
    placedAt: row.placedAt,
    acknowledgedAt: row.acknowledgedAt,
    remindedOn: row.reminders[0]?.sentOn ?? null,
  }));
}
