import type { Actor } from "@/lib/access";
import { handOutTeacherCodeIn } from "@/lib/identity";
import type { CreatedAccount } from "@/lib/identity/schema";
import { fail } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { accessTeacher } from "../access";
import type { HandOutActivationCodeInput } from "../schema";

/**
 * A one-time code for a teacher of the own school, with the account if there is none yet. It works only together with the school's
 * code and the teacher's ID number, and is shown this once. Problems: teachers.activation-needs-numbers.
 */
export function handOutActivationCode(
  actor: Actor,
  input: HandOutActivationCodeInput,
): Promise<CreatedAccount> {
  return transaction(actor, async (tx) => {
    const { id: teacherId } = await accessTeacher(tx, actor, "teacher.activate", input.teacherId);
    const teacher = await tx.teacher.findUniqueOrThrow({
      where: { id: teacherId },
      select: {
        name: true,
        schoolId: true,
        staffNumber: true,
        idNumberIndex: true,
        school: { select: { code: true } },
      },
    });
    const { name, schoolId, staffNumber, idNumberIndex } = teacher;
    if (!staffNumber || !idNumberIndex) fail("teachers.activation-needs-numbers");
    const loginName = `${teacher.school.code}-${staffNumber}`;
    return handOutTeacherCodeIn(tx, actor, { teacherId, name, schoolId, loginName, idNumberIndex });
  });
}
