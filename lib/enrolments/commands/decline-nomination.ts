import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { sendMessage } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";
import { wishEvent } from "../audit";
import type { DeclineNominationInput } from "../schema";
import { accessNomination } from "../wish-store";

/** The teacher says no, and why; the school proposes somebody else. */
export async function declineNomination(
  actor: Actor,
  input: DeclineNominationInput,
): Promise<{ nominationId: string }> {
  return transaction(actor, async (tx) => {
    const nomination = await accessNomination(tx, actor, "nomination.answer", input.nominationId);
    if (nomination.state !== "open") fail("enrolments.nomination-answered");
    await tx.$executeRaw`UPDATE nominations SET state = 'declined', reason_text = ${input.reasonText}, ended_at = business_now()
      WHERE id = ${nomination.id}::uuid`;
    await recordAudit(
      tx,
      actor,
      wishEvent("nomination.declined", nomination.id, { subProject: nomination.subProjectCode }),
    );
    await sendMessage(tx, {
      organisationId: nomination.schoolId,
      kind: "nomination-declined",
      params: { subProject: nomination.subProjectCode },
      href: `/programmes/${nomination.year}/cards/wishes`,
    });
    return { nominationId: nomination.id };
  });
}
