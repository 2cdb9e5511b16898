import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import type { Tx } from "@/lib/platform/db";
import { accountEvent } from "../audit";
import type { CreatedAccount } from "../schema";
import { handOutCode } from "../store";
import { createPendingAccount } from "./create-account";

/**
 * The account of a teacher, made when there is none, with a new one-time code that works only together with the ID number
 * behind `idNumberIndex`. The teachers module decides who may ask for it and for whom.
 */
export async function handOutTeacherCodeIn(
  tx: Tx,
  actor: Actor,
  teacher: { teacherId: string; name: string; schoolId: string; loginName: string; idNumberIndex: string },
): Promise<CreatedAccount> {
  const known = await tx.appointment.findFirst({
    where: { teacherId: teacher.teacherId, role: "teacher", endsAt: null },
    select: { accountId: true, account: { select: { loginName: true } } },
  });
  const accountId =
    known?.accountId ??
    (await createPendingAccount(tx, actor, {
      loginName: teacher.loginName,
      displayName: teacher.name,
      role: "teacher",
      organisationId: teacher.schoolId,
      teacherId: teacher.teacherId,
    }));
  await recordAudit(tx, actor, accountEvent("account.code-handed-out", accountId, { created: !known }));
  const activationCode = await handOutCode(tx, actor, { accountId, idNumberIndex: teacher.idNumberIndex });
  return { accountId, loginName: known?.account.loginName ?? teacher.loginName, activationCode };
}
