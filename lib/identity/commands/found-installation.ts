import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { fail } from "@/lib/kernel/problem";
import { createOrganisationIn } from "@/lib/organisations";
import { transaction } from "@/lib/platform/db";
import { accountEvent } from "../audit";
import type { CreatedAccount } from "../schema";
import { handOutCode } from "../store";
import { createPendingAccount } from "./create-account";

type FoundInstallationInput = {
  ministry: { name: string; nameEn: string; code: string; demonstration?: boolean };
  loginName: string;
  displayName: string;
};

/**
 * The first act on an empty database: the ministry and its first account, from which all others are made downwards.
 * Refused once an account exists (identity.already-founded). No page reaches it; `npm run admin:create` does.
 */
export function foundInstallation(
  input: FoundInstallationInput,
): Promise<CreatedAccount & { ministryId: string }> {
  return transaction(null, async (tx) => {
    if ((await tx.account.count()) > 0) fail("identity.already-founded");
    const founder: Actor = {
      accountId: newId(),
      name: "system",
      role: "ministry",
      appointmentId: newId(),
      organisationId: newId(),
      organisationName: input.ministry.name,
      organisationNameEn: input.ministry.nameEn,
      provinceId: null,
      teacherId: null,
      sessionId: null,
      requestId: null,
    };
    const { id: ministryId } = await createOrganisationIn(tx, founder, {
      kind: "ministry",
      ...input.ministry,
    });
    const { loginName, displayName } = input;
    const accountId = await createPendingAccount(tx, founder, {
      loginName,
      displayName,
      role: "ministry",
      organisationId: ministryId,
      teacherId: null,
    });
    const activationCode = await handOutCode(tx, founder, { accountId });
    await recordAudit(tx, founder, accountEvent("account.created", accountId, { role: "ministry" }));
    return { accountId, loginName, ministryId, activationCode };
  });
}
