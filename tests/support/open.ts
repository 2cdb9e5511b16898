import type pg from "pg";
import { formClass } from "@/lib/classes";
import { advanceWaitingLines, joinWaiting, registerOpen, withdrawEnrolment } from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import { CLASS_PLAN } from "../factories/year";
import { type Side, teacherAt } from "./access/shape";
import type { World } from "./world-shape";

/** What open mode counts, of one class. */
export async function placesOf(
  pool: pg.Pool,
  classId: string,
): Promise<{ cap: number; used: number; waiting: number }> {
  const { rows } = await pool.query("SELECT cap, used, waiting FROM open_places WHERE class_id = $1", [
    classId,
  ]);
  return rows[0];
}

export function openRequest(classId: string) {
  return { key: newId(), classId, commitment: null };
}

export type OpenSide = { classId: string; enrolmentId: string; entryId: string };
const made = new Map<string, OpenSide>();

/** What stands open on a side; made by `openHalves`. */
export function openOf(side: Side): OpenSide {
  const found = made.get(side.institution.id);
  if (!found) throw new Error("the case prepares no open class");
  return found;
}

export const REGISTERED = 10;
export const WAITING = 11;

/** B302 of the world as an open sub-project: on each side a class with one place that is taken, and one teacher who waits for it. */
export async function openHalves(sides: [Side, Side], world: World): Promise<void> {
  const { B301, B302 } = world.subProjects;
  await db().$executeRawUnsafe("ALTER TABLE sub_projects DISABLE TRIGGER USER");
  await db()
    .$executeRaw`UPDATE sub_projects SET mode = 'open', criteria = (SELECT criteria FROM sub_projects WHERE id = ${B301}::uuid)
    WHERE id = ${B302}::uuid`;
  await db().$executeRawUnsafe("ALTER TABLE sub_projects ENABLE TRIGGER USER");
  for (const side of sides) {
    const { id: classId } = await formClass(side.institution.actor, {
      ...CLASS_PLAN,
      capacity: 1,
      designationId: side.institution.formable,
      key: newId(),
    });
    const { enrolmentId } = await registerOpen(teacherAt(side, REGISTERED).actor, openRequest(classId));
    const { entryId } = await joinWaiting(teacherAt(side, WAITING).actor, openRequest(classId));
    made.set(side.institution.id, { classId, enrolmentId, entryId });
  }
}

/** The same, with the place offered to the one who waits. */
export async function openOffers(sides: [Side, Side], world: World): Promise<void> {
  await openHalves(sides, world);
  for (const side of sides)
    await withdrawEnrolment(teacherAt(side, REGISTERED).actor, {
      enrolmentId: openOf(side).enrolmentId,
      version: 1,
      reasonText: "",
    });
  await advanceWaitingLines();
}
