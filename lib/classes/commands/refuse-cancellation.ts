import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, NotFound } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { cancellationEvent } from "../audit";
import type { RefuseCancellationInput } from "../schema";

/** The national office does not agree: the class runs on as it was, and its institution reads why. */
export async function refuseCancellation(
  actor: Actor,
  input: RefuseCancellationInput,
): Promise<{ classId: string }> {
  authorise(actor, "class.cancel");
  return transaction(actor, async (tx) => {
    const wish = await tx.classCancellation.findUnique({
      where: { id: input.cancellationId },
      select: { id: true, class: { select: { id: true, code: true, institutionId: true } } },
    });
    if (!wish) throw new NotFound("cancellation");
    const { count } = await tx.classCancellation.updateMany({
      where: { id: wish.id, state: "requested" },
      data: {
        state: "refused",
        decidedByName: actor.name,
        decidedAt: await businessNow(tx),
        decisionText: input.reasonText,
      },
    });
    if (count === 0) fail("classes.cancellation-decided");
    const { id: classId, code, institutionId } = wish.class;
    await recordAudit(tx, actor, cancellationEvent("class.cancellation-refused", classId, { code }));
    await sendMessages(tx, [
      {
        organisationId: institutionId,
        kind: "cancellation-refused",
        params: { classCode: code },
        href: `/classes/${classId}`,
      },
    ]);
    return { classId };
  });
}
