import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { fail } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { accountEvent } from "../audit";
import type { Administration, CreatedAccount } from "../schema";
import { handOutCode } from "../store";
import { createPendingAccount } from "./create-account";

/**
 * An account of one of the three administrations, at the ministry: the first, or the successor, whose predecessor the security
 * administrator then ends. No page reaches it, so that nobody appoints oneself; `npm run admin:create -- --role …` does, and the trail
 * says so. Problems: identity.not-founded, .login-name-taken.
 */
export function foundAdministration(input: {
  role: Administration;
  loginName: string;
  displayName: string;
}): Promise<CreatedAccount> {
  return transaction(null, async (tx) => {
    const ministry = await tx.organisation.findFirst({
      where: { kind: "ministry" },
      select: { id: true, name: true, nameEn: true },
    });
    if (!ministry) fail("identity.not-founded");
    const founder: Actor = {
      accountId: newId(),
      name: "system",
      role: input.role,
      appointmentId: newId(),
      organisationId: ministry.id,
      organisationName: ministry.name,
      organisationNameEn: ministry.nameEn,
      provinceId: null,
      teacherId: null,
      sessionId: null,
      requestId: null,
    };
    const accountId = await createPendingAccount(tx, founder, {
      ...input,
      organisationId: ministry.id,
      teacherId: null,
    });
    const activationCode = await handOutCode(tx, founder, { accountId });
    await recordAudit(tx, founder, accountEvent("account.created", accountId, { role: input.role }));
    return { accountId, loginName: input.loginName, activationCode };
  });
}
