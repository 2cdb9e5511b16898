import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import type { MessageInput, MessageKind } from "@/lib/notices/schema";
import { type Tx, transaction } from "@/lib/platform/db";
import { accessEnrolment, type EnrolmentForAct } from "../access";
import { enrolmentEvent } from "../audit";
import type { ReopenEnrolmentInput } from "../schema";
import { move } from "../store";
import type { Moved } from "../views";
import { takeBack } from "./undo-review";

/** A wrong "not approved" is judged again, for a reason that is kept; the place must still be free. */
export async function reopenEnrolment(actor: Actor, input: ReopenEnrolmentInput): Promise<Moved> {
  return transaction(actor, async (tx) => {
    const enrolment = await accessEnrolment(tx, actor, "enrolment.reopen", input);
    const moved = await reopenIn(tx, actor, enrolment, input.reasonText);
    await recordAudit(
      tx,
      actor,
      enrolmentEvent("enrolment.reopened", enrolment.id, { reason: input.reasonText }),
    );
    await sendMessages(tx, messagesAbout(enrolment, "enrolment-reopened"));
    return moved;
  });
}

/** Back to the review, with the card that the rejection freed. */
export async function reopenIn(
  tx: Tx,
  actor: Actor,
  enrolment: EnrolmentForAct,
  reasonText: string,
): Promise<Moved> {
  if (enrolment.state !== "rejected") fail("enrolments.not-in-state", { state: enrolment.state });
  await takeBack(tx, actor, enrolment);
  const cleared = { decidedAt: null, endedAt: null, reasonCode: null, reasonText: null, judgements: {} };
  return move(tx, actor, enrolment, "confirmed", cleared, { kind: "reopened", reasonText });
}

/** The same news to the school and to the teacher, each with the page of their own. */
export function messagesAbout(
  enrolment: EnrolmentForAct,
  kind: Extract<MessageKind, "enrolment-reopened" | "objection-answered">,
): MessageInput[] {
  const accountId = enrolment.teacherAccountId;
  const message = { kind, params: { subProject: enrolment.subProjectCode } };
  return [
    {
      organisationId: enrolment.schoolId,
      ...message,
      href: `/programmes/${enrolment.year}/enrolments/${enrolment.id}`,
    },
    ...(accountId ? [{ accountId, ...message, href: `/registration/${enrolment.id}` }] : []),
  ];
}
