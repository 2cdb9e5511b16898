import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, failOn } from "@/lib/kernel/problem";
import { sendMessage } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";
import { momentOf } from "@/lib/programmes";
import { accessEnrolment } from "../access";
import { enrolmentEvent } from "../audit";
import type { ReturnToTeacherInput } from "../schema";
import { checkTimeToMend, move } from "../store";
import type { Moved } from "../views";

/** The school hands back what only the teacher can mend, also what the province returned to the school. */
export async function returnToTeacher(actor: Actor, input: ReturnToTeacherInput): Promise<Moved> {
  return transaction(actor, async (tx) => {
    const enrolment = await accessEnrolment(tx, actor, "enrolment.confirm", input);
    const onwards = enrolment.state === "returned" && enrolment.returnedTo === "school";
    if (enrolment.state !== "submitted" && !onwards)
      fail("enrolments.not-in-state", { state: enrolment.state });
    failOn(checkTimeToMend(await momentOf(tx, enrolment.year, enrolment.schoolId)));
    const { reasonCode, reasonText } = input;
    const moved = await move(
      tx,
      actor,
      enrolment,
      "returned",
      { returnedTo: "teacher", reasonCode, reasonText },
      { kind: "returned-to-teacher", reasonCode, reasonText },
    );
    await recordAudit(
      tx,
      actor,
      enrolmentEvent("enrolment.returned-to-teacher", enrolment.id, { reasonCode }),
    );
    const accountId = enrolment.teacherAccountId;
    if (accountId)
      await sendMessage(tx, {
        accountId,
        kind: "enrolment-returned",
        params: { subProject: enrolment.subProjectCode, card: enrolment.cardCode },
        href: `/registration/${enrolment.id}`,
      });
    return moved;
  });
}
