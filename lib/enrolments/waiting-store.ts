import { type Actor, authorise, type Permission } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { Prisma, type Reader, type Tx } from "@/lib/platform/db";
import { ownTeacherId } from "./access";
import type { WaitingEnd, WaitingState } from "./schema";

export type Stand = {
  id: string;
  state: WaitingState;
  classId: string;
  classCode: string;
  subProjectId: string;
  subProjectCode: string;
  year: number;
};

/** One's own stand in a line. Throws NotFound. */
export async function accessOwnStand(reader: Reader, actor: Actor, entryId: string): Promise<Stand> {
  const [row] = await reader.$queryRaw<Stand[]>`
    SELECT w.id, w.state, w.class_id AS "classId", k.code AS "classCode", w.sub_project_id AS "subProjectId",
      s.code AS "subProjectCode", w.year
    FROM waiting_entries w JOIN training_classes k ON k.id = w.class_id JOIN sub_projects s ON s.id = w.sub_project_id
    WHERE w.id = ${entryId}::uuid AND w.teacher_id = ${ownTeacherId(actor)}::uuid`;
  if (!row) throw new NotFound("waiting-entry");
  return row;
}

/** Whose stands a permission opens, as a condition on `waiting_entries w`. */
export function standsInScope(actor: Actor, permission: Extract<Permission, "waiting.read">): Prisma.Sql {
  switch (authorise(actor, permission)) {
    case "all":
      return Prisma.sql`true`;
    case "subtree":
      return Prisma.sql`w.province_id = ${actor.provinceId ?? actor.organisationId}::uuid`;
    case "self":
      return Prisma.sql`w.teacher_id = ${ownTeacherId(actor)}::uuid`;
    default:
      return actor.role === "institution"
        ? Prisma.sql`w.class_id IN (SELECT id FROM training_classes WHERE institution_id = ${actor.organisationId}::uuid)`
        : Prisma.sql`w.school_id = ${actor.organisationId}::uuid`;
  }
}

/** The row of a class's places, for whoever changes its line: always taken before any stand of the line. */
export async function lockPlaces(
  tx: Tx,
  classId: string,
): Promise<{ cap: number; used: number; waiting: number; now: Date }> {
  const [row] = await tx.$queryRaw<{ cap: number; used: number; waiting: number }[]>`
    SELECT cap, used, waiting FROM open_places WHERE class_id = ${classId}::uuid FOR UPDATE`;
  if (!row) throw new NotFound("class");
  // After the lock: the order of a line is the order in which its row was held.
  const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT business_now() AS now`;
  return { ...row, now: clock?.now ?? new Date(Number.NaN) };
}

/** One stand that an advance changed. */
export type Advanced = {
  entryId: string;
  teacherId: string;
  became: "offered" | "lapsed" | "expired";
  reason: WaitingEnd | null;
  holdUntil: Date | null;
};

export async function advance(tx: Tx, classId: string): Promise<Advanced[]> {
  return tx.$queryRaw<Advanced[]>`
    SELECT entry_id AS "entryId", teacher_id AS "teacherId", became, reason, hold_until AS "holdUntil"
    FROM advance_waiting(${classId}::uuid)`;
}

/**
 * The classes whose line can move at this instant: a place is free and the windows are open for whoever is first, an offer was not taken in
 * time, or the line can lead nowhere any more.
 */
export async function linesToAdvance(reader: Reader): Promise<string[]> {
  const rows = await reader.$queryRaw<{ id: string }[]>`
    WITH clock AS MATERIALIZED (SELECT business_now() AS now)
    SELECT DISTINCT w.class_id AS id FROM waiting_entries w, clock WHERE w.state = 'offered' AND w.hold_until <= clock.now
    UNION
    SELECT p.class_id FROM open_places p JOIN training_classes k ON k.id = p.class_id, clock
      WHERE p.waiting > 0 AND (k.state = 'cancelled' OR clock.now >= k.starts_on::timestamp AT TIME ZONE 'Asia/Shanghai'
        OR (clock.now >= (SELECT max(g.closes_at) FROM time_windows g JOIN sub_projects s ON s.year = g.year
            WHERE s.id = k.sub_project_id AND g.key IN ('registration', 'supplement'))
          AND EXISTS (SELECT 1 FROM waiting_entries w WHERE w.class_id = p.class_id AND w.state = 'waiting' AND clock.now >= (
            SELECT max(t.closes_at) FROM windows_for(w.year, w.school_id) t WHERE t.key IN ('registration', 'supplement'))))
        OR (p.used < p.cap AND EXISTS (SELECT 1 FROM (SELECT w.year, w.school_id FROM waiting_entries w
            WHERE w.class_id = p.class_id AND w.state = 'waiting' ORDER BY w.joined_at, w.id LIMIT 1) head
          CROSS JOIN LATERAL windows_for(head.year, head.school_id) t
          WHERE t.key IN ('registration', 'supplement') AND clock.now >= t.opens_at AND clock.now < t.closes_at)))`;
  return rows.map((row) => row.id);
}
