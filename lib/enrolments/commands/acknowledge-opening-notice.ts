import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { accessEnrolment } from "../access";
import { enrolmentEvent } from "../audit";
import type { AcknowledgeOpeningNoticeInput } from "../schema";
import { move } from "../store";
import type { Moved } from "../views";

/** The teacher has read when and where to come; saying so twice changes nothing. */
export async function acknowledgeOpeningNotice(
  actor: Actor,
  input: AcknowledgeOpeningNoticeInput,
): Promise<Moved> {
  return transaction(actor, async (tx) => {
    const enrolment = await accessEnrolment(tx, actor, "opening-notice.acknowledge", input);
    if (enrolment.state !== "placed" || enrolment.openingNoticeState !== "issued")
      fail("enrolments.notice-not-issued");
    if (enrolment.acknowledgedAt)
      return { enrolmentId: enrolment.id, state: enrolment.state, version: enrolment.version };
    const acknowledgedAt = await businessNow(tx);
    const moved = await move(tx, actor, enrolment, "placed", { acknowledgedAt }, { kind: "acknowledged" });
    await recordAudit(tx, actor, enrolmentEvent("opening-notice.acknowledged", enrolment.id));
    return moved;
  });
}
