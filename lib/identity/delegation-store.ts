import type { Actor } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { fail } from "@/lib/kernel/problem";
import type { Tx } from "@/lib/platform/db";

export type NewDelegation = {
  year: number;
  granteeId: string;
  /** Null: all of the year. */
  subProjectIds: string[] | null;
  startsAt: Date;
  endsAt: Date;
  reason: string;
};

export async function createDelegation(tx: Tx, actor: Actor, wanted: NewDelegation): Promise<string> {
  const id = newId();
  const { subProjectIds, ...terms } = wanted;
  await tx.delegation.create({
    data: {
      ...terms,
      id,
      grantorId: actor.organisationId,
      allSubProjects: subProjectIds === null,
      grantedByName: actor.name,
    },
    select: { id: true },
  });
  await tx.delegationSubProject.createMany({
    data: (subProjectIds ?? []).map((subProjectId) => ({ delegationId: id, subProjectId })),
  });
  return id;
}

/** Ends it now; one that has ended already, by its time or by an earlier act, is not ended again. */
export async function endDelegation(
  tx: Tx,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  const ended =
    await tx.$executeRaw`UPDATE delegations SET revoked_at = business_now(), revoked_by_name = ${actor.name},
      revoked_reason = ${reason}
    WHERE id = ${id}::uuid AND grantor_id = ${actor.organisationId}::uuid AND revoked_at IS NULL AND ends_at > business_now()`;
  if (ended !== 1) fail("identity.delegation-over");
}
