import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { dayOf } from "@/lib/kernel/dates";
import { fail, failOn } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { releaseCardIn } from "@/lib/quotas";
import { accessEnrolment } from "../access";
import { enrolmentEvent } from "../audit";
import { WITHDRAWABLE } from "../lifecycle";
import { type DecideMovedInput, MOVED_SCHOOL } from "../move-schema";
import { checkNotStarted, move } from "../store";
import type { Moved } from "../views";

/**
 * The province says what becomes of a registration whose teacher has left the school that the seat belongs to: it stays on that seat,
 * or it ends as when the teacher steps back, and the seat is free at that school. Problems: enrolments.move-not-open, .classes-started.
 */
export async function decideMoved(actor: Actor, input: DecideMovedInput): Promise<Moved> {
  return transaction(actor, async (tx) => {
    const enrolment = await accessEnrolment(tx, actor, "enrolment.decide-move", input);
    const keeps = input.decision === "keep";
    if (!enrolment.moveUndecided || !WITHDRAWABLE.includes(enrolment.state)) fail("enrolments.move-not-open");
    const now = await businessNow(tx);
    if (!keeps)
      failOn(
        checkNotStarted(now, enrolment.classStartsOn ? [{ startsOn: dayOf(enrolment.classStartsOn) }] : []),
      );
    const { reasonText } = input;
    const moved = keeps
      ? await move(
          tx,
          actor,
          enrolment,
          enrolment.state,
          { moveKeptAt: now },
          { kind: "move-kept", reasonText },
        )
      : await move(
          tx,
          actor,
          enrolment,
          "withdrawn",
          {
            endedAt: now,
            returnedTo: null,
            classId: null,
            placedAt: null,
            acknowledgedAt: null,
            reasonCode: MOVED_SCHOOL,
            reasonText,
          },
          { kind: "move-ended", reasonCode: MOVED_SCHOOL, reasonText },
        );
    if (!keeps && enrolment.cardId) await releaseCardIn(tx, actor, { cardId: enrolment.cardId });
    const { decision } = input;
    await recordAudit(
      tx,
      actor,
      enrolmentEvent("enrolment.move-decided", enrolment.id, {
        decision,
        from: enrolment.state,
        card: enrolment.cardCode,
      }),
    );
    const message = {
      kind: "moved-enrolment-decided" as const,
      params: { subProject: enrolment.subProjectCode, card: enrolment.cardCode, decision },
    };
    const accountId = enrolment.teacherAccountId;
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
