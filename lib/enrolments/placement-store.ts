import { chinaDay, dayOf } from "@/lib/kernel/dates";
import { NotFound } from "@/lib/kernel/problem";
import type { Reader, Tx } from "@/lib/platform/db";
import type { Room, Seeker } from "./rules";

/** People to be seated, with the days on which another registration of theirs already sits in a class. */
export async function loadSeekers(
  reader: Reader,
  where: { subProjectId: string; state: "approved" } | { classId: string; state: "placed" },
): Promise<Seeker[]> {
  const rows = await reader.enrolment.findMany({
    where,
    orderBy: [{ submittedAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      submittedAt: true,
      provinceId: true,
      preferences: true,
      teacher: {
        select: {
          enrolments: {
            where: { state: "placed" },
            select: { id: true, class: { select: { startsOn: true, endsOn: true } } },
          },
        },
      },
    },
  });
  return rows.map((row) => ({
    enrolmentId: row.id,
    submittedAt: row.submittedAt,
    provinceId: row.provinceId,
    preferences: row.preferences,
    taken: row.teacher.enrolments.flatMap((other) =>
      other.class && other.id !== row.id
        ? [{ startsOn: dayOf(other.class.startsOn), endsOn: dayOf(other.class.endsOn) }]
        : [],
    ),
  }));
}

/** Formed classes that have not begun, with the seats still free in them. */
export async function loadRooms(reader: Reader, subProjectId: string, now: Date): Promise<Room[]> {
  const [rows, seated] = [
    await reader.trainingClass.findMany({
      where: { subProjectId, state: { in: ["formed", "notice-issued"] } },
      orderBy: { number: "asc" },
      select: { id: true, startsOn: true, endsOn: true, capacity: true },
    }),
    await reader.enrolment.groupBy({
      by: ["classId", "provinceId"],
      where: { subProjectId, classId: { not: null }, state: { in: ["placed", "completed"] } },
      _count: { _all: true },
    }),
  ];
  const today = chinaDay(now);
  return rows
    .map((row) => {
      const own = seated.filter(({ classId }) => classId === row.id);
      return {
        classId: row.id,
        startsOn: dayOf(row.startsOn),
        endsOn: dayOf(row.endsOn),
        free: row.capacity - own.reduce((sum, { _count }) => sum + _count._all, 0),
        people: Object.fromEntries(own.map(({ provinceId, _count }) => [provinceId, _count._all])),
      };
    })
    .filter((room) => room.free > 0 && room.startsOn > today);
}

/** One proposal, held until the act is over: whoever moves somebody in it and whoever accepts it come one after the other. */
export async function lockProposal(tx: Tx, id: string) {
  const locked = await tx.$queryRaw<
    { id: string }[]
  >`SELECT id FROM placement_proposals WHERE id = ${id}::uuid FOR UPDATE`;
  if (locked.length === 0) throw new NotFound("proposal");
  return tx.placementProposal.findUniqueOrThrow({
    where: { id },
    select: { id: true, state: true, subProject: { select: { id: true, year: true, code: true } } },
  });
}
