import type { Actor } from "@/lib/access";
import { Prisma, read } from "@/lib/platform/db";
import type { WaitingList, WaitingRow } from "../open-views";
import { standsInScope } from "../waiting-store";

const MOST = 200;

/** Who stands in the lines of a year, within the actor's scope, each with the place in the whole line; offers first. */
export async function listWaiting(actor: Actor, year: number): Promise<WaitingList> {
  const scope = standsInScope(actor, "waiting.read");
  const rows = await read<WaitingRow & { total: number }>(
    actor,
    Prisma.sql`
    SELECT w.id, w.state, l.position, t.name AS "teacherName", o.name AS school, o.name_en AS "schoolEn", s.code AS "subProjectCode",
      k.code AS "classCode", w.joined_at AS "joinedAt", w.hold_until AS "holdUntil", w.total
    FROM (SELECT w.*, count(*) OVER () AS total FROM waiting_entries w
      WHERE w.year = ${year}::int AND w.state IN ('waiting', 'offered') AND ${scope}
      ORDER BY w.class_id, w.state, w.joined_at, w.id LIMIT ${MOST}) w
    LEFT JOIN (SELECT l.* FROM (SELECT DISTINCT w.class_id FROM waiting_entries w
        WHERE w.year = ${year}::int AND w.state = 'waiting' AND ${scope}) c CROSS JOIN LATERAL waiting_line(c.class_id) l) l ON l.entry_id = w.id
    JOIN teachers t ON t.id = w.teacher_id JOIN organisations o ON o.id = w.school_id
    JOIN sub_projects s ON s.id = w.sub_project_id JOIN training_classes k ON k.id = w.class_id
    ORDER BY k.code, w.state, w.joined_at, w.id`,
  );
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0, most: MOST };
}
