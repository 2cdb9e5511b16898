import { recordAudit, SYSTEM } from "@/lib/audit";
import { moveTeacherAppointmentIn } from "@/lib/identity";
import { chinaDay } from "@/lib/kernel/dates";
import { NotFound } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { teacherMoved } from "../audit";
import { holdDueMove } from "../move-store";
import type { MoveInEffect } from "../move-views";
import { loadRecords, noteSources, writeRecord } from "../store";

/**
 * A move that is due takes effect: the record, and with it everything that was ever said of the person, lies with the new school, and
 * the person acts there from the next request on. The staff number is the new school's, and the time at the school begins. Null where
 * nothing is due, so that a second call does nothing. The caller settles in the same transaction what lay with the old school.
 * Lock order: the move, the record (FOR UPDATE: nothing begins at the old school meanwhile), then what the caller locks.
 */
export async function takeMoveEffectIn(tx: Tx, moveId: string): Promise<MoveInEffect | null> {
  const move = await holdDueMove(tx, moveId);
  if (!move) return null;
  const { teacherId, fromId, toId } = move;
  await tx.$executeRaw`SELECT 1 FROM teachers WHERE id = ${teacherId}::uuid FOR UPDATE`;
  const at = await businessNow(tx);
  const acceptedByName = move.answeredByName ?? "";
  const taken = await tx.teacher.findFirst({
    where: { schoolId: toId, staffNumber: move.staffNumber },
    select: { id: true },
  });
  // The number was given to somebody else while the move waited for its day: the new school mends the record.
  const staffNumber = taken ? "" : (move.staffNumber ?? "");
  await tx.teacher.update({
    where: { id: teacherId },
    data: { schoolId: toId, staffNumber: null },
    select: { id: true },
  });
  const [record] = await loadRecords(tx, [teacherId]);
  if (!record) throw new NotFound("teacher");
  const written = { staffNumber, schoolSince: chinaDay(at).slice(0, 7) };
  await writeRecord(tx, record, written, ["staffNumber", "schoolSince"]);
  await noteSources(tx, [{ teacherId, fields: ["staffNumber", "schoolSince"] }], "school", acceptedByName);
  const hat = await moveTeacherAppointmentIn(tx, { teacherId, schoolId: toId });
  const accountId = hat?.accountId ?? null;
  await tx.teacherMove.update({
    where: { id: move.id },
    data: { state: "effective", endedAt: at, version: { increment: 1 } },
    select: { id: true },
  });
  await recordAudit(
    tx,
    SYSTEM,
    teacherMoved(teacherId, { move: move.id, from: fromId, to: toId, account: accountId }),
  );
  const { fromName, fromNameEn, toName, toNameEn } = move;
  const sides = { fromName, fromNameEn, toName, toNameEn };
  return { moveId: move.id, teacherId, fromId, toId, ...sides, acceptedByName, accountId, at };
}
