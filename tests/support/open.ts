import type pg from "pg";
import { formClass } from "@/lib/classes";
import { advanceWaitingLines, joinWaiting, registerOpen, withdrawEnrolment } from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import { confirm } from "../factories/registrations";
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

/** B302 of the world as an open sub-project. */
async function makeOpen(world: World): Promise<void> {
  const { B301, B302 } = world.subProjects;
  await db().$executeRawUnsafe("ALTER TABLE sub_projects DISABLE TRIGGER sub_projects_frozen");
  await db()
    .$executeRaw`UPDATE sub_projects SET mode = 'open', criteria = (SELECT criteria FROM sub_projects WHERE id = ${B301}::uuid)
    WHERE id = ${B302}::uuid`;
  await db().$executeRawUnsafe("ALTER TABLE sub_projects ENABLE TRIGGER sub_projects_frozen");
}

/** A class of it with so many places on a side. */
export async function openClass(side: Side, world: World, capacity: number): Promise<string> {
  await makeOpen(world);
  const { id } = await formClass(side.institution.actor, {
    ...CLASS_PLAN,
    capacity,
    designationId: side.institution.formable,
    key: newId(),
  });
  return id;
}

/** On each side a class with one place that is taken, and one teacher who waits for it. */
export async function openHalves(sides: Side[], world: World): Promise<void> {
  for (const side of sides) {
    const classId = await openClass(side, world, 1);
    const { enrolmentId } = await registerOpen(teacherAt(side, REGISTERED).actor, openRequest(classId));
    const { entryId } = await joinWaiting(teacherAt(side, WAITING).actor, openRequest(classId));
    made.set(side.institution.id, { classId, enrolmentId, entryId });
  }
}

/** The same, and the school has confirmed whoever has the place. */
export async function openConfirmed(sides: Side[], world: World): Promise<void> {
  await openHalves(sides, world);
  for (const side of sides) await confirm(side.school.actor, openOf(side).enrolmentId);
}

/** The same, with the place offered to the one who waits. */
export async function openOffers(sides: Side[], world: World): Promise<void> {
  await openHalves(sides, world);
  for (const side of sides)
    await withdrawEnrolment(teacherAt(side, REGISTERED).actor, {
      enrolmentId: openOf(side).enrolmentId,
      version: 1,
      reasonText: "",
    });
  await advanceWaitingLines();
}
