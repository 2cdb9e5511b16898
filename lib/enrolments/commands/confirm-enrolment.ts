import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, failOn, type Problem } from "@/lib/kernel/problem";
import { sendMessage } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";
import { momentOf, windowIsOpen } from "@/lib/programmes";
import type { Moment } from "@/lib/programmes/schema";
import { accessEnrolment, type EnrolmentForAct } from "../access";
import { enrolmentEvent } from "../audit";
import { checkLines, judgeEligibility, needsJudgement } from "../rules";
import type { ConfirmEnrolmentInput } from "../schema";
import { gatherFactsOf } from "../seat-store";
import { checkWindow, move, retakeSnapshot } from "../store";
import type { Moved } from "../views";

/**
 * The school stands for its teacher: the record is right and there is nothing against the person's conduct. What the province
 * returned to the school comes back the same way, on the record as it is now.
 */
export async function confirmEnrolment(actor: Actor, input: ConfirmEnrolmentInput): Promise<Moved> {
  return transaction(actor, async (tx) => {
    const enrolment = await accessEnrolment(tx, actor, "enrolment.confirm", input);
    const again = enrolment.state === "returned";
    if (enrolment.state !== "submitted" && !again)
      fail("enrolments.not-in-state", { state: enrolment.state });
    if (again && enrolment.returnedTo !== "school") fail("enrolments.not-with-you");
    const moment = await momentOf(tx, enrolment.year, enrolment.schoolId);
    const facts = await gatherFactsOf(tx, enrolment, { step: "decide" });
    const lines = judgeEligibility(facts);
    failOn([...checkConfirmationWindow(moment, enrolment), ...checkLines(lines)]);
    const moved = await move(
      tx,
      actor,
      enrolment,
      "confirmed",
      {
        returnedTo: null,
        reasonCode: null,
        reasonText: null,
        decidedAt: null,
        confirmedAt: moment.now,
        ethicsConfirmedBy: input.ethicsName,
        ethicsStatement: input.ethicsStatement,
      },
      { kind: again ? "confirmed-again" : "confirmed" },
    );
    if (again) await retakeSnapshot(tx, enrolment.id, facts, lines, needsJudgement(lines));
    await recordAudit(tx, actor, enrolmentEvent("enrolment.confirmed", enrolment.id, { again }));
    const accountId = enrolment.teacherAccountId;
    if (accountId)
      await sendMessage(tx, {
        accountId,
        kind: "enrolment-confirmed",
        params: { subProject: enrolment.subProjectCode },
        href: `/registration/${enrolment.id}`,
      });
    return moved;
  });
}

/** After the school's own window only what was returned, replaces somebody, stands on a re-issued card or on a place of an open class may still be confirmed. */
function checkConfirmationWindow(moment: Moment, enrolment: EnrolmentForAct): Problem[] {
  const supplementary =
    enrolment.replacesId !== null ||
    enrolment.cardId === null ||
    enrolment.cardIsSupplement ||
    enrolment.wasReturned;
  if (supplementary && windowIsOpen(moment.windows.supplement, moment.now)) return [];
  return checkWindow(moment, "school-confirmation");
}
