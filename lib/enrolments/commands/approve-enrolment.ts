import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, failOn } from "@/lib/kernel/problem";
import { sendMessage } from "@/lib/notices";
import { type Tx, transaction } from "@/lib/platform/db";
import { momentOf } from "@/lib/programmes";
import type { Moment } from "@/lib/programmes/schema";
import { accessEnrolment, type EnrolmentForAct } from "../access";
import { enrolmentEvent } from "../audit";
import { loadChanges } from "../change-store";
import { checkJudgements, checkLines, judgeEligibility } from "../rules";
import type { ApproveEnrolmentInput, JudgedCode, Verdict } from "../schema";
import { gatherFactsOf } from "../seat-store";
import { checkNotStarted, checkWindow, move } from "../store";
import type { Moved } from "../views";

/** The province finds the person qualified; every line that the rules left open is settled by name. */
export async function approveEnrolment(actor: Actor, input: ApproveEnrolmentInput): Promise<Moved> {
  return transaction(actor, async (tx) => {
    const enrolment = await accessEnrolment(tx, actor, "enrolment.review", input);
    const judgements = judgementsOf(input);
    const moved = await approveIn(tx, actor, {
      enrolment,
      moment: await momentOf(tx, enrolment.year, enrolment.schoolId),
      judgements,
      seenVersion: input.seenVersion,
    });
    await recordAudit(
      tx,
      actor,
      enrolmentEvent("enrolment.approved", enrolment.id, {
        ...judgements,
        ...(input.seenVersion === undefined ? {} : { recordSeen: input.seenVersion }),
      }),
    );
    const accountId = enrolment.teacherAccountId;
    if (accountId) await sendMessage(tx, { accountId, ...approvedMessage(enrolment) });
    return moved;
  });
}

type Approval = {
  enrolment: EnrolmentForAct;
  moment: Moment;
  judgements: Partial<Record<JudgedCode, Verdict>>;
  /** Version of a record, changed after it was submitted, that the officer has looked at. */
  seenVersion?: number | undefined;
  inBulk?: boolean;
};

/** The decision alone, for one of many: who and what for is checked, trail and messages are the caller's. */
export async function approveIn(tx: Tx, actor: Actor, input: Approval): Promise<Moved> {
  const { enrolment, moment, judgements } = input;
  await checkApproval(tx, input);
  return move(tx, actor, enrolment, "approved", { decidedAt: moment.now, judgements }, { kind: "approved" });
}

/** Everything that must hold before a person is found qualified, by the province or in open mode by the institution. */
export async function checkApproval(tx: Tx, input: Approval): Promise<void> {
  const { enrolment, moment, judgements } = input;
  if (enrolment.state !== "confirmed") fail("enrolments.not-in-state", { state: enrolment.state });
  if (enrolment.moveUndecided) fail("enrolments.move-undecided");
  const facts = await gatherFactsOf(tx, enrolment, { step: "decide" });
  const lines = judgeEligibility(facts);
  if (input.inBulk && lines.some((line) => line.ok === null)) fail("enrolments.needs-judgement");
  failOn([
    ...checkWindow(moment, "qualification-review"),
    ...checkNotStarted(moment.now, facts.classes),
    ...checkLines(lines),
    ...checkJudgements(lines, judgements),
  ]);
  if (facts.teacher.version !== enrolment.teacherVersion && facts.teacher.version !== input.seenVersion) {
    const changes = await loadChanges(tx, enrolment.id);
    if (changes.length > 0)
      fail(
        input.inBulk ? "enrolments.changed-since" : "enrolments.change-unseen",
        { count: changes.length },
        { field: "seenVersion" },
      );
  }
}

export function judgementsOf(
  input: Pick<ApproveEnrolmentInput, `judgement-${JudgedCode}`>,
): Partial<Record<JudgedCode, Verdict>> {
  const title = input["judgement-title"];
  const pastTraining = input["judgement-past-training"];
  return { ...(title ? { title } : {}), ...(pastTraining ? { "past-training": pastTraining } : {}) };
}

export function approvedMessage(enrolment: EnrolmentForAct) {
  return {
    kind: "enrolment-approved" as const,
    params: { subProject: enrolment.subProjectCode, card: enrolment.cardCode },
    href: `/registration/${enrolment.id}`,
  };
}
