import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { fail, failOn } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { accessOwnClass } from "../access";
import { cancellationEvent } from "../audit";
import { checkNotStarted } from "../rules";
import type { RequestCancellationInput } from "../schema";

/** The institution asks the national office to agree that a class does not run, or runs together with another one of its own. */
export function requestCancellation(
  actor: Actor,
  input: RequestCancellationInput,
): Promise<{ classId: string; cancellationId: string }> {
  return transaction(actor, async (tx) => {
    const found = await accessOwnClass(tx, actor, "cancellation.submit", input.classId);
    if (found.state === "cancelled") fail("classes.cancelled");
    failOn(checkNotStarted(found.startsOn, await businessNow(tx)));
    if (input.intoClassId) {
      const into = await tx.trainingClass.findFirst({
        where: {
          id: input.intoClassId,
          NOT: { id: found.id },
          subProjectId: found.subProjectId,
          institutionId: actor.organisationId,
          state: { in: ["formed", "notice-issued"] },
        },
        select: { id: true },
      });
      if (!into) fail("classes.merge-foreign", {}, { field: "intoClassId" });
    }
    const waiting = await tx.classCancellation.count({ where: { classId: found.id, state: "requested" } });
    if (waiting > 0) fail("classes.cancellation-requested-already");
    const cancellationId = newId();
    await tx.classCancellation.create({
      data: {
        id: cancellationId,
        classId: found.id,
        intoClassId: input.intoClassId ?? null,
        reasonCode: input.reasonCode,
        reasonText: input.reasonText,
        state: "requested",
        requestedByName: actor.name,
        requestedByRole: actor.role,
      },
      select: { id: true },
    });
    const { reasonCode } = input;
    await recordAudit(
      tx,
      actor,
      cancellationEvent("class.cancellation-requested", found.id, { code: found.code, reasonCode }),
    );
    const offices = await tx.organisation.findMany({ where: { kind: "office" }, select: { id: true } });
    await sendMessages(
      tx,
      offices.map(({ id }) => ({
        organisationId: id,
        kind: "cancellation-requested" as const,
        params: { classCode: found.code, institution: actor.organisationName },
        href: `/classes/${found.id}/cancel`,
      })),
    );
    return { classId: found.id, cancellationId };
  });
}
