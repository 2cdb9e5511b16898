import { type Actor, authorise } from "@/lib/access";
import { revokeDelegationIn } from "@/lib/identity";
import { NotFound } from "@/lib/kernel/problem";
import { sendMessage } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";
import type { RevokeReviewDelegationInput } from "../delegation-schema";

/** The grantor ends a delegation before its time; what was decided by it stands. */
export function revokeReviewDelegation(actor: Actor, input: RevokeReviewDelegationInput): Promise<void> {
  return transaction(actor, async (tx) => {
    authorise(actor, "delegation.revoke");
    const delegation = await tx.delegation.findFirst({
      where: { id: input.delegationId, grantorId: actor.organisationId },
      select: { id: true, granteeId: true },
    });
    if (!delegation) throw new NotFound("delegation");
    await revokeDelegationIn(tx, actor, { id: delegation.id, reason: input.reason });
    await sendMessage(tx, {
      organisationId: delegation.granteeId,
      kind: "review-delegation-revoked",
      params: { body: actor.organisationName, reason: input.reason },
      href: "/desk",
    });
  });
}
