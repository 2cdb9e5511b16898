import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";
import { accessEnrolment } from "../access";
import { enrolmentEvent } from "../audit";
import type { ReopenEnrolmentInput } from "../schema";
import { move } from "../store";
import type { Moved } from "../views";
import { takeBack } from "./undo-review";

/** A wrong "not approved" is judged again, for a reason that is kept; the place must still be free. */
export async function reopenEnrolment(actor: Actor, input: ReopenEnrolmentInput): Promise<Moved> {
  return transaction(actor, async (tx) => {
    const enrolment = await accessEnrolment(tx, actor, "enrolment.reopen", input);
    if (enrolment.state !== "rejected") fail("enrolments.not-in-state", { state: enrolment.state });
    await takeBack(tx, actor, enrolment);
    const moved = await move(
      tx,
      actor,
      enrolment,
      "confirmed",
      { decidedAt: null, endedAt: null, reasonCode: null, reasonText: null, judgements: {} },
      { kind: "reopened", reasonText: input.reasonText },
    );
    await recordAudit(
      tx,
      actor,
      enrolmentEvent("enrolment.reopened", enrolment.id, { reason: input.reasonText }),
    );
    const accountId = enrolment.teacherAccountId;
    const message = {
      kind: "enrolment-reopened" as const,
      params: { subProject: enrolment.subProjectCode },
    };
    await sendMessages(tx, [
      {
        organisationId: enrolment.schoolId,
        ...message,
        href: `/programmes/${enrolment.year}/enrolments/${enrolment.id}`,
      },
      ...(accountId ? [{ accountId, ...message, href: `/registration/${enrolment.id}` }] : []),
    ]);
    return moved;
  });
}
