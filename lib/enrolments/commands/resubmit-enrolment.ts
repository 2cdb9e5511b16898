import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, failOn } from "@/lib/kernel/problem";
import { sendMessage } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";
import { accessEnrolment } from "../access";
import { enrolmentEvent } from "../audit";
import { checkLines, checkPreferences, judgeEligibility, needsJudgement } from "../rules";
import type { ResubmitEnrolmentInput } from "../schema";
import { gatherFactsOf } from "../seat-store";
import { move, retakeSnapshot } from "../store";
import type { Moved } from "../views";

/** The teacher sends a returned registration again, on the record as it is now; the school confirms again. */
export async function resubmitEnrolment(actor: Actor, input: ResubmitEnrolmentInput): Promise<Moved> {
  return transaction(actor, async (tx) => {
    const enrolment = await accessEnrolment(tx, actor, "enrolment.register", input);
    if (enrolment.state !== "returned") fail("enrolments.not-in-state", { state: enrolment.state });
    if (enrolment.returnedTo !== "teacher") fail("enrolments.not-with-you");
    const facts = await gatherFactsOf(tx, enrolment, {
      step: "submit",
      commitment: input.commitment ?? enrolment.commitment,
      preferences: input.preferences.length > 0 ? input.preferences : enrolment.preferences,
    });
    const lines = judgeEligibility(facts);
    const classIds = facts.classes.map((known) => known.id);
    failOn([...checkLines(lines), ...checkPreferences(facts.preferences, classIds)]);
    const moved = await move(
      tx,
      actor,
      enrolment,
      "submitted",
      {
        returnedTo: null,
        reasonCode: null,
        reasonText: null,
        commitment: facts.commitment,
        preferences: facts.preferences,
        submittedAt: facts.now,
        confirmedAt: null,
        decidedAt: null,
        ethicsConfirmedBy: null,
        ethicsStatement: null,
      },
      { kind: "resubmitted" },
    );
    await retakeSnapshot(tx, enrolment.id, facts, lines, needsJudgement(lines));
    await recordAudit(tx, actor, enrolmentEvent("enrolment.resubmitted", enrolment.id));
    await sendMessage(tx, {
      organisationId: enrolment.schoolId,
      kind: "enrolment-submitted",
      params: { subProject: enrolment.subProjectCode, card: enrolment.cardCode },
      href: `/programmes/${enrolment.year}/enrolments/${enrolment.id}`,
    });
    return moved;
  });
}
