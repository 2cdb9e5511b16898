import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, failOn, problem } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";
import { momentOf } from "@/lib/programmes";
import { releaseCardIn } from "@/lib/quotas";
import { accessEnrolment } from "../access";
import { enrolmentEvent } from "../audit";
import { judgeEligibility } from "../rules";
import type { RejectEnrolmentInput } from "../schema";
import { gatherFactsOf } from "../seat-store";
import { checkWindow, move } from "../store";
import type { Moved } from "../views";
import { judgementsOf } from "./approve-enrolment";

/** Not approved: final unless reopened. The place stays with the school, which may propose somebody else. */
export async function rejectEnrolment(actor: Actor, input: RejectEnrolmentInput): Promise<Moved> {
  return transaction(actor, async (tx) => {
    const enrolment = await accessEnrolment(tx, actor, "enrolment.review", input);
    if (enrolment.state !== "confirmed") fail("enrolments.not-in-state", { state: enrolment.state });
    const moment = await momentOf(tx, enrolment.year, enrolment.schoolId);
    const judgements = judgementsOf(input);
    const lines = judgeEligibility(await gatherFactsOf(tx, enrolment, { step: "decide" }));
    const unsettled = lines.filter(
      ({ code, ok }) => ok === null && (code === "title" || code === "past-training") && !judgements[code],
    );
    failOn([
      ...checkWindow(moment, "qualification-review"),
      ...unsettled.map(({ code }) =>
        problem("enrolments.judgement-missing", { line: code }, { field: `judgement-${code}` }),
      ),
    ]);
    const { reasonCode, reasonText } = input;
    const moved = await move(
      tx,
      actor,
      enrolment,
      "rejected",
      { reasonCode, reasonText, judgements, decidedAt: moment.now, endedAt: moment.now },
      { kind: "rejected", reasonCode, reasonText },
    );
    if (enrolment.cardId) await releaseCardIn(tx, actor, { cardId: enrolment.cardId });
    await recordAudit(
      tx,
      actor,
      enrolmentEvent("enrolment.rejected", enrolment.id, { reasonCode, ...judgements }),
    );
    const accountId = enrolment.teacherAccountId;
    const message = {
      kind: "enrolment-rejected" as const,
      params: { subProject: enrolment.subProjectCode, card: enrolment.cardCode },
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
