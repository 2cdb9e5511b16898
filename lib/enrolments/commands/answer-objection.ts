import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";
import { accessEnrolment } from "../access";
import { objectionEvent } from "../audit";
import type { AnswerObjectionInput } from "../schema";
import { remember } from "../store";
import { messagesAbout, reopenIn } from "./reopen-enrolment";

/**
 * The province looks again: the decision stands, or it is overturned and the registration is reviewed anew, where its place is still
 * free. Either way the answer and its reason stay with the objection.
 */
export async function answerObjection(
  actor: Actor,
  input: AnswerObjectionInput,
): Promise<{ enrolmentId: string }> {
  return transaction(actor, async (tx) => {
    const enrolment = await accessEnrolment(tx, actor, "objection.answer", input);
    const { id, state } = enrolment;
    const answered = await tx.$executeRaw`
      UPDATE objections o SET answer = ${input.answer}, answer_text = ${input.reasonText}, answered_by_name = ${actor.name},
        answered_at = business_now()
      FROM enrolments e WHERE e.id = o.enrolment_id AND e.decided_at = o.decided_at AND e.state = 'rejected'
        AND o.enrolment_id = ${id}::uuid AND o.answer IS NULL`;
    if (answered !== 1) fail("enrolments.objection-answered");
    const { reasonText } = input;
    if (input.answer === "overturned") await reopenIn(tx, actor, enrolment, reasonText);
    else {
      const event = { kind: "objection-upheld", reasonText };
      await remember(tx, actor, [{ enrolmentId: id, from: state, to: state, event }]);
    }
    await recordAudit(tx, actor, objectionEvent("objection.answered", id, { answer: input.answer }));
    const kind = input.answer === "overturned" ? "enrolment-reopened" : "objection-answered";
    await sendMessages(tx, messagesAbout(enrolment, kind));
    return { enrolmentId: id };
  });
}
