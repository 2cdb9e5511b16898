import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { dayOf } from "@/lib/kernel/dates";
import { fail, failOn } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import type { MessageInput } from "@/lib/notices/schema";
import { type Tx, transaction } from "@/lib/platform/db";
import { momentOf } from "@/lib/programmes";
import type { Moment } from "@/lib/programmes/schema";
import { accessEnrolment, type EnrolmentForAct } from "../access";
import { enrolmentEvent } from "../audit";
import type { RecheckEnrolmentInput } from "../schema";
import { checkNotStarted, checkWindow, move } from "../store";
import type { Moved } from "../views";
import { checkApproval, judgementsOf } from "./approve-enrolment";
import { returnIn } from "./return-enrolment";

/**
 * Open mode: the institution looks again at whom the school confirmed for its class, and seats, returns or refuses the person. There is
 * no placement: the class was chosen.
 */
export async function recheckEnrolment(actor: Actor, input: RecheckEnrolmentInput): Promise<Moved> {
  return transaction(actor, async (tx) => {
    const enrolment = await accessEnrolment(tx, actor, "enrolment.recheck", input);
    const moment = await momentOf(tx, enrolment.year, enrolment.schoolId);
    const { decision, reasonCode, reasonText } = input;
    const moved =
      decision === "accept"
        ? await seatIn(tx, actor, enrolment, moment, { ...input, judgements: judgementsOf(input) })
        : decision === "return"
          ? await returnIn(tx, actor, { enrolment, moment, to: "school", reasonCode, reasonText })
          : await refuse(tx, actor, enrolment, moment, input);
    await recordAudit(
      tx,
      actor,
      enrolmentEvent("enrolment.rechecked", enrolment.id, {
        decision,
        ...(decision === "accept" ? judgementsOf(input) : { reasonCode }),
      }),
    );
    await sendMessages(tx, messagesOf(enrolment, decision));
    return moved;
  });
}

/** Qualified by the same rules as in a province's review, and seated in the class that holds the place. */
export async function seatIn(
  tx: Tx,
  actor: Actor,
  enrolment: EnrolmentForAct,
  moment: Moment,
  { judgements, seenVersion }: Pick<Parameters<typeof checkApproval>[1], "judgements" | "seenVersion">,
): Promise<Moved> {
  const [chosen] = await tx.$queryRaw<{ startsOn: Date; state: string }[]>`
    SELECT starts_on AS "startsOn", state FROM training_classes WHERE id = ${enrolment.openClassId}::uuid`;
  if (!chosen || chosen.state === "cancelled") return fail("enrolments.open-class-gone");
  failOn(checkNotStarted(moment.now, [{ startsOn: dayOf(chosen.startsOn) }]));
  await checkApproval(tx, { enrolment, moment, judgements, seenVersion });
  const { now } = moment;
  return move(
    tx,
    actor,
    enrolment,
    "placed",
    { classId: enrolment.openClassId, decidedAt: now, placedAt: now, judgements },
    { kind: "placed" },
  );
}

/** The place falls free by the change of state. */
async function refuse(
  tx: Tx,
  actor: Actor,
  enrolment: EnrolmentForAct,
  moment: Moment,
  { reasonCode, reasonText }: RecheckEnrolmentInput,
): Promise<Moved> {
  if (enrolment.state !== "confirmed") fail("enrolments.not-in-state", { state: enrolment.state });
  failOn(checkWindow(moment, "qualification-review"));
  return move(
    tx,
    actor,
    enrolment,
    "rejected",
    { reasonCode, reasonText, decidedAt: moment.now, endedAt: moment.now },
    { kind: "rejected", reasonCode, reasonText },
  );
}

export function messagesOf(
  enrolment: EnrolmentForAct,
  decision: RecheckEnrolmentInput["decision"],
): MessageInput[] {
  const kind = (
    { accept: "enrolment-placed", return: "enrolment-returned", reject: "enrolment-rejected" } as const
  )[decision];
  const params = { subProject: enrolment.subProjectCode, card: enrolment.cardCode };
  const accountId = enrolment.teacherAccountId;
  const school = {
    organisationId: enrolment.schoolId,
    kind,
    params,
    href: `/programmes/${enrolment.year}/enrolments/${enrolment.id}`,
  };
  const teacher = accountId ? [{ accountId, kind, params, href: `/registration/${enrolment.id}` }] : [];
  return decision === "accept" ? teacher : decision === "return" ? [school] : [school, ...teacher];
}
