import { chinaDay, dayOf } from "@/lib/kernel/dates";
import { fail } from "@/lib/kernel/problem";
import type { Reader } from "@/lib/platform/db";
import { requestHash } from "@/lib/platform/idempotency";
import { loadRooms, loadSeekers } from "./placement-store";
import { planPlacement, type Room, type Seated } from "./rules";
import type { PeopleOfCancelled } from "./schema";

type Asked = {
  classId: string;
  subProjectId: string;
  institutionId: string;
  people: PeopleOfCancelled;
  intoClassId?: string;
  now: Date;
};

export type CancellationPlan = {
  rows: Seated[];
  /** The class that takes everybody in, with the capacity that it needs for that. */
  into: { id: string; capacity: number } | null;
  /** Of this very plan: what was looked at is what happens. */
  digest: string;
};

/** Where the people of a class would go if it were cancelled now; the same at preview and at the act. */
export async function planCancellation(reader: Reader, asked: Asked): Promise<CancellationPlan> {
  const seekers = await loadSeekers(reader, { classId: asked.classId, state: "placed" });
  const into = asked.people === "merge" ? await findTarget(reader, asked) : null;
  const rooms = into ? [into.room(seekers.length)] : [];
  if (asked.people === "elsewhere")
    rooms.push(
      ...(await loadRooms(reader, asked.subProjectId, asked.now)).filter(
        (room) => room.classId !== asked.classId,
      ),
    );
  const rows = planPlacement(seekers, rooms);
  const moved = rows.filter((row) => row.classId !== null).length;
  const target = into && { id: into.id, capacity: Math.max(into.capacity, into.placed + moved) };
  const digest = requestHash({
    people: asked.people,
    rows: rows.map(({ enrolmentId, classId }) => [enrolmentId, classId]),
    into: target,
  });
  return { rows, into: target, digest };
}

/** Another class of the same sub-project and institution that has not begun. */
async function findTarget(reader: Reader, { classId, subProjectId, institutionId, intoClassId, now }: Asked) {
  if (!intoClassId) fail("classes.merge-class-missing", {}, { field: "intoClassId" });
  const target = await reader.trainingClass.findFirst({
    where: {
      id: intoClassId,
      NOT: { id: classId },
      subProjectId,
      institutionId,
      state: { in: ["formed", "notice-issued"] },
    },
    select: {
      id: true,
      capacity: true,
      startsOn: true,
      endsOn: true,
      _count: { select: { enrolments: { where: { state: { in: ["placed", "completed"] } } } } },
    },
  });
  if (!target || dayOf(target.startsOn) <= chinaDay(now))
    fail("classes.merge-foreign", {}, { field: "intoClassId" });
  const { id, capacity, _count } = target;
  const room = (people: number): Room => ({
    classId: id,
    startsOn: dayOf(target.startsOn),
    endsOn: dayOf(target.endsOn),
    free: Math.max(capacity - _count.enrolments, people),
    people: {},
  });
  return { id, capacity, placed: _count.enrolments, room };
}
