import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { DomainError, NotFound } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import type { MessageInput } from "@/lib/notices/schema";
import { transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { momentOf } from "@/lib/programmes";
import type { Moment } from "@/lib/programmes/schema";
import { accessEnrolments } from "../access";
import { bulkEvent } from "../audit";
import type { AcceptRechecksInput } from "../schema";
import { messagesOf, seatIn } from "./recheck-enrolment";

/**
 * Open mode: those whose conditions are all met are seated in the class they chose, several at once. Whoever needs a person's judgement,
 * or whose record changed, is left for a look of its own and counted.
 */
export async function acceptRechecks(
  actor: Actor,
  input: AcceptRechecksInput,
): Promise<{ done: number; left: number }> {
  return transaction(actor, async (tx) => {
    const enrolments = await accessEnrolments(tx, actor, "enrolment.recheck", input.ids);
    const year = enrolments[0]?.year;
    if (year === undefined) throw new NotFound("enrolments");
    return once(tx, actor, "enrolment.accept-rechecks", input.key, input, async () => {
      const moments = new Map<string, Moment>();
      const messages: MessageInput[] = [];
      let done = 0;
      for (const enrolment of enrolments) {
        const { schoolId } = enrolment;
        const moment = moments.get(schoolId) ?? (await momentOf(tx, year, schoolId));
        moments.set(schoolId, moment);
        try {
          await seatIn(tx, actor, enrolment, moment, { judgements: {} });
        } catch (error) {
          // Rules refuse before anything of the row is written, so the others stand.
          if (error instanceof DomainError) continue;
          throw error;
        }
        done += 1;
        messages.push(...messagesOf(enrolment, "accept"));
      }
      const answer = { done, left: enrolments.length - done };
      await recordAudit(tx, actor, bulkEvent("enrolment.rechecked-in-bulk", newId(), answer));
      await sendMessages(tx, messages);
      return answer;
    });
  });
}
