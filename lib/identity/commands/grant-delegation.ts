import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import type { Tx } from "@/lib/platform/db";
import { delegationEvent } from "../audit";
import { createDelegation, type NewDelegation } from "../delegation-store";

/** Within the act of the module that knows what is delegated, and has authorised it. Returns the id. */
export async function grantDelegationIn(tx: Tx, actor: Actor, wanted: NewDelegation): Promise<string> {
  const id = await createDelegation(tx, actor, wanted);
  await recordAudit(
    tx,
    actor,
    delegationEvent("delegation.granted", id, {
      year: wanted.year,
      to: wanted.granteeId,
      subProjects: wanted.subProjectIds ?? "all",
      from: wanted.startsAt.toISOString(),
      until: wanted.endsAt.toISOString(),
    }),
  );
  return id;
}
