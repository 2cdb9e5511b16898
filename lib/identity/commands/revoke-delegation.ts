import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import type { Tx } from "@/lib/platform/db";
import { delegationEvent } from "../audit";
import { endDelegation } from "../delegation-store";

/** Within the act of the module that has authorised it. Who acts by the delegation is refused from the next request. */
export async function revokeDelegationIn(
  tx: Tx,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<void> {
  await endDelegation(tx, actor, input);
  await recordAudit(tx, actor, delegationEvent("delegation.revoked", input.id, { reason: input.reason }));
}
