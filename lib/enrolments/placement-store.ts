import { chinaDay, dayOf } from "@/lib/kernel/dates";
import type { Reader } from "@/lib/platform/db";
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
  const rows = await reader.trainingClass.findMany({
    where: { subProjectId, state: { in: ["formed", "notice-issued"] } },
    orderBy: { number: "asc" },
    select: {
      id: true,
      startsOn: true,
      endsOn: true,
      capacity: true,
      _count: { select: { enrolments: { where: { state: { in: ["placed", "completed"] } } } } },
    },
  });
  const today = chinaDay(now);
  return rows
    .map((row) => ({
      classId: row.id,
      startsOn: dayOf(row.startsOn),
      endsOn: dayOf(row.endsOn),
      free: row.capacity - row._count.enrolments,
    }))
    .filter((room) => room.free > 0 && room.startsOn > today);
}
