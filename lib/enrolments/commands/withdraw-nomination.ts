import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { wishEvent } from "../audit";
import type { WithdrawNominationInput } from "../schema";
import { accessNomination } from "../wish-store";

/** The school takes a proposal back that nobody has answered. */
export async function withdrawNomination(
  actor: Actor,
  input: WithdrawNominationInput,
): Promise<{ nominationId: string }> {
  return transaction(actor, async (tx) => {
    const nomination = await accessNomination(tx, actor, "nomination.create", input.nominationId);
    if (nomination.state !== "open") fail("enrolments.nomination-answered");
    await tx.$executeRaw`UPDATE nominations SET state = 'withdrawn', ended_at = business_now()
      WHERE id = ${nomination.id}::uuid`;
    await recordAudit(
      tx,
      actor,
      wishEvent("nomination.withdrawn", nomination.id, { subProject: nomination.subProjectCode }),
    );
    return { nominationId: nomination.id };
  });
}
