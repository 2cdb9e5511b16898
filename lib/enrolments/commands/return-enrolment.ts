import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, failOn } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import type { MessageInput } from "@/lib/notices/schema";
import { type Tx, transaction } from "@/lib/platform/db";
import { momentOf } from "@/lib/programmes";
import type { Moment } from "@/lib/programmes/schema";
import { accessEnrolment, type EnrolmentForAct } from "../access";
import { enrolmentEvent } from "../audit";
import type { ReturnEnrolmentInput, ReturnReason } from "../schema";
import { checkTimeToMend, checkWindow, move } from "../store";
import type { Moved } from "../views";

/** The province sends a registration back to be changed, with a coded reason and a sentence; it may come again. */
export async function returnEnrolment(actor: Actor, input: ReturnEnrolmentInput): Promise<Moved> {
  return transaction(actor, async (tx) => {
    const enrolment = await accessEnrolment(tx, actor, "enrolment.review", input);
    const moment = await momentOf(tx, enrolment.year, enrolment.schoolId);
    const moved = await returnIn(tx, actor, { enrolment, moment, ...input });
    await recordAudit(
      tx,
      actor,
      enrolmentEvent("enrolment.returned", enrolment.id, { to: input.to, reasonCode: input.reasonCode }),
    );
    await sendMessages(tx, returnedMessages(enrolment, input.to));
    return moved;
  });
}

/** The decision alone, for one of many. */
export async function returnIn(
  tx: Tx,
  actor: Actor,
  input: {
    enrolment: EnrolmentForAct;
    moment: Moment;
    to: "school" | "teacher";
    reasonCode: ReturnReason;
    reasonText: string;
  },
): Promise<Moved> {
  const { enrolment, moment, to, reasonCode, reasonText } = input;
  if (enrolment.state !== "confirmed") fail("enrolments.not-in-state", { state: enrolment.state });
  if (enrolment.moveUndecided) fail("enrolments.move-undecided");
  failOn([...checkWindow(moment, "qualification-review"), ...checkTimeToMend(moment)]);
  return move(
    tx,
    actor,
    enrolment,
    "returned",
    { returnedTo: to, reasonCode, reasonText, decidedAt: moment.now },
    { kind: "returned", reasonCode, reasonText },
  );
}

export function returnedMessages(enrolment: EnrolmentForAct, to: "school" | "teacher"): MessageInput[] {
  const kind = "enrolment-returned" as const;
  const params = { subProject: enrolment.subProjectCode, card: enrolment.cardCode };
  const accountId = enrolment.teacherAccountId;
  if (to === "school")
    return [
      {
        organisationId: enrolment.schoolId,
        kind,
        params,
        href: `/programmes/${enrolment.year}/enrolments/${enrolment.id}`,
      },
    ];
  return accountId ? [{ accountId, kind, params, href: `/registration/${enrolment.id}` }] : [];
}
