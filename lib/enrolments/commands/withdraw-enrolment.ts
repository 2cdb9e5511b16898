import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { dayOf } from "@/lib/kernel/dates";
import { fail, failOn } from "@/lib/kernel/problem";
import { sendMessage } from "@/lib/notices";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { releaseCardIn } from "@/lib/quotas";
import { accessEnrolment } from "../access";
import { enrolmentEvent } from "../audit";
import { WITHDRAWABLE } from "../lifecycle";
import type { WithdrawEnrolmentInput } from "../schema";
import { checkNotStarted, move } from "../store";
import type { Moved } from "../views";

/** The teacher steps back; the place stays with the school. Possible until the class begins. */
export async function withdrawEnrolment(actor: Actor, input: WithdrawEnrolmentInput): Promise<Moved> {
  return transaction(actor, async (tx) => {
    const enrolment = await accessEnrolment(tx, actor, "enrolment.withdraw", input);
    if (!WITHDRAWABLE.includes(enrolment.state)) fail("enrolments.not-in-state", { state: enrolment.state });
    const now = await businessNow(tx);
    failOn(
      checkNotStarted(now, enrolment.classStartsOn ? [{ startsOn: dayOf(enrolment.classStartsOn) }] : []),
    );
    const moved = await move(
      tx,
      actor,
      enrolment,
      "withdrawn",
      { endedAt: now, returnedTo: null, classId: null, placedAt: null, acknowledgedAt: null },
      { kind: "withdrawn", reasonText: input.reasonText },
    );
    // In open mode the place falls free by the change of state itself.
    if (enrolment.cardId) await releaseCardIn(tx, actor, { cardId: enrolment.cardId });
    await recordAudit(
      tx,
      actor,
      enrolmentEvent("enrolment.withdrawn", enrolment.id, {
        from: enrolment.state,
        card: enrolment.cardCode,
      }),
    );
    await sendMessage(tx, {
      organisationId: enrolment.schoolId,
      kind: "enrolment-withdrawn",
      params: { subProject: enrolment.subProjectCode, card: enrolment.cardCode },
      href: `/programmes/${enrolment.year}/enrolments/${enrolment.id}`,
    });
    return moved;
  });
}
