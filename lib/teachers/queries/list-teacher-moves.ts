import { type Actor, authorise } from "@/lib/access";
import { decodeCursor, encodeCursor, type Page } from "@/lib/kernel/page";
import { Prisma, read } from "@/lib/platform/db";
import { TEACHER_MOVE_LIFE } from "../lifecycle";
import { MOVE_SIDES, MOVE_TABLES } from "../move-store";
import type { TeacherMoveRow } from "../move-views";
import type { TeacherMoveFilter } from "../schema";

const PAGE_SIZE = 50;

type Row = Omit<TeacherMoveRow, "way" | "may"> & { out: boolean; total: number };

/** Teachers who leave the own school or come to it: what waits for the own answer first, then the newest. */
export async function listTeacherMoves(
  actor: Actor,
  filter: TeacherMoveFilter,
): Promise<Page<TeacherMoveRow>> {
  authorise(actor, "teacher.follow-move");
  const own = Prisma.sql`${actor.organisationId}::uuid`;
  const mine =
    actor.role === "teacher"
      ? Prisma.sql`m.teacher_id = ${actor.teacherId}::uuid`
      : Prisma.sql`${own} IN (m.from_id, m.to_id)`;
  const waits = Prisma.sql`CASE WHEN m.state = 'released' AND m.to_id = ${own} THEN 0 ELSE 1 END`;
  const [rank, id] = decodeCursor(filter.cursor) ?? [];
  const after =
    typeof rank === "number" && typeof id === "string"
      ? Prisma.sql`(${waits} > ${rank}::int OR (${waits} = ${rank}::int AND m.id < ${id}::uuid))`
      : Prisma.sql`true`;
  const rows = await read<Row>(
    actor,
    Prisma.sql`
    SELECT m.id, m.from_id = ${own} AS out, m.teacher_name AS "teacherName", m.masked_id_number AS "maskedIdNumber", m.state,
      m.effective_on AS "effectiveOn", m.reason, m.answer, m.released_at AS "releasedAt", m.ended_at AS "endedAt", m.version,
      (SELECT p.id FROM teachers p WHERE p.id = m.teacher_id AND p.school_id = ${own}) AS "teacherId", ${MOVE_SIDES},
      (SELECT count(*)::int FROM teacher_moves m WHERE ${mine}) AS total
    FROM ${MOVE_TABLES} WHERE ${mine} AND ${after} ORDER BY ${waits}, m.id DESC LIMIT ${PAGE_SIZE + 1}`,
  );
  const shown = rows.slice(0, PAGE_SIZE).map(({ out, total: _, ...row }): TeacherMoveRow => {
    const next = TEACHER_MOVE_LIFE[row.state];
    const clerk = actor.role === "school";
    return {
      ...row,
      way: out ? "out" : "in",
      may: { answer: clerk && !out && "confirm" in next, withdraw: clerk && out && "withdraw" in next },
    };
  });
  const last = shown.at(-1);
  return {
    rows: shown,
    total: rows[0]?.total ?? 0,
    next: rows.length > PAGE_SIZE && last ? encodeCursor([last.may.answer ? 0 : 1, last.id]) : null,
  };
}
