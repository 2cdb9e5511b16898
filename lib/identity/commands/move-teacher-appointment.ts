import { newId } from "@/lib/kernel/id";
import type { Tx } from "@/lib/platform/db";

/**
 * The teacher's hat is worn at another school from now on: the old appointment ends, a new one begins, and open sessions go over to
 * it, so that their next request is made at the new school. The caller decides that the person moves, and records it. Null where the
 * teacher has no account.
 */
export async function moveTeacherAppointmentIn(
  tx: Tx,
  { teacherId, schoolId }: { teacherId: string; schoolId: string },
): Promise<{ accountId: string } | null> {
  const [held] = await tx.$queryRaw<{ id: string; accountId: string }[]>`
    UPDATE appointments SET ends_at = GREATEST(clock_timestamp(), starts_at)
    WHERE teacher_id = ${teacherId}::uuid AND role = 'teacher' AND ends_at IS NULL RETURNING id, account_id AS "accountId"`;
  if (!held) return null;
  const id = newId();
  await tx.appointment.create({
    data: { id, accountId: held.accountId, role: "teacher", organisationId: schoolId, teacherId },
    select: { id: true },
  });
  await tx.$executeRaw`UPDATE sessions SET appointment_id = ${id}::uuid WHERE appointment_id = ${held.id}::uuid`;
  return { accountId: held.accountId };
}
