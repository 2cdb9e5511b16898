import type { Actor } from "@/lib/access";
import { dayOf } from "@/lib/kernel/dates";
import { fail, NotFound } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import type { MessageKind } from "@/lib/notices/schema";
import { Prisma, type Reader, type Tx } from "@/lib/platform/db";
import { TEACHER_MOVE_LIFE, type TeacherMoveEvent } from "./lifecycle";
import type { TeacherMoveSides } from "./move-views";
import type { TeacherMoveState } from "./schema";

export type HeldMove = TeacherMoveSides & {
  id: string;
  teacherId: string;
  fromId: string;
  toId: string;
  state: TeacherMoveState;
  effectiveOn: Date;
  staffNumber: string | null;
  answeredByName: string | null;
  version: number;
};

/** Columns of `teacher_moves m` with the names of both schools, `f` and `t`. */
export const MOVE_SIDES = Prisma.sql`f.name AS "fromName", f.name_en AS "fromNameEn", t.name AS "toName", t.name_en AS "toNameEn"`;
export const MOVE_TABLES = Prisma.sql`teacher_moves m JOIN organisations f ON f.id = m.from_id JOIN organisations t ON t.id = m.to_id`;

async function lockMove(tx: Tx, where: Prisma.Sql): Promise<HeldMove | undefined> {
  const [move] = await tx.$queryRaw<HeldMove[]>`
    SELECT m.id, m.teacher_id AS "teacherId", m.from_id AS "fromId", m.to_id AS "toId", m.state, m.effective_on AS "effectiveOn",
      m.staff_number AS "staffNumber", m.answered_by_name AS "answeredByName", m.version, ${MOVE_SIDES}
    FROM ${MOVE_TABLES} WHERE ${where} FOR UPDATE OF m`;
  return move;
}

/**
 * One move, locked, as the page showed it and in a state that the event may follow: the receiving school answers, the releasing one
 * takes back. The caller has authorised the act; the move is locked before the record. Throws NotFound.
 */
export async function holdMove(
  tx: Tx,
  actor: Actor,
  asked: { moveId: string; version: number },
  event: Exclude<TeacherMoveEvent, "take-effect">,
): Promise<HeldMove> {
  const out = event === "withdraw";
  const side = out ? Prisma.sql`m.from_id` : Prisma.sql`m.to_id`;
  const move = await lockMove(
    tx,
    Prisma.sql`m.id = ${asked.moveId}::uuid AND ${side} = ${actor.organisationId}::uuid`,
  );
  if (!move) throw new NotFound("teacher-move");
  if (!TEACHER_MOVE_LIFE[move.state][event]) fail("teachers.move-over", { state: move.state });
  if (move.version !== asked.version) fail("teachers.move-changed-meanwhile");
  return move;
}

const DUE = Prisma.sql`m.state = 'accepted' AND m.effective_on <= (business_now() AT TIME ZONE 'Asia/Shanghai')::date`;

/** Moves that both schools have agreed upon and whose day has come, the oldest first. */
export async function listDueMoves(reader: Reader): Promise<string[]> {
  const rows = await reader.$queryRaw<
    { id: string }[]
  >`SELECT m.id FROM teacher_moves m WHERE ${DUE} ORDER BY m.effective_on, m.id`;
  return rows.map(({ id }) => id);
}

/** One that is due, locked; null when it took effect meanwhile. */
export async function holdDueMove(tx: Tx, moveId: string): Promise<HeldMove | null> {
  return (await lockMove(tx, Prisma.sql`m.id = ${moveId}::uuid AND ${DUE}`)) ?? null;
}

/** Tells schools about a step of a move, and the person in other words. No name of a person stands in a message. */
export async function tellAboutMove(
  tx: Tx,
  move: TeacherMoveSides & { teacherId: string; effectiveOn: Date },
  { kind, to, own }: { kind: MessageKind; to: string; own: MessageKind },
): Promise<void> {
  const params = {
    from: move.fromName,
    fromEn: move.fromNameEn,
    to: move.toName,
    toEn: move.toNameEn,
    on: dayOf(move.effectiveOn),
  };
  const account = await tx.appointment.findFirst({
    where: { teacherId: move.teacherId, role: "teacher", endsAt: null },
    select: { accountId: true },
  });
  await sendMessages(tx, [
    { organisationId: to, kind, params, href: "/teachers/moves" },
    ...(account ? [{ accountId: account.accountId, kind: own, params, href: "/teachers/me" }] : []),
  ]);
}
