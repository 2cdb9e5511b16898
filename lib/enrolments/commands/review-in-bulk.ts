import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { DomainError, fail, failOn, NotFound, problem } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import type { MessageInput } from "@/lib/notices/schema";
import { Prisma, type Tx, transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { momentOf, ownWindowsOf } from "@/lib/programmes";
import type { Moment } from "@/lib/programmes/schema";
import { accessEnrolments, accessEnrolmentsWhere, type EnrolmentForAct } from "../access";
import { bulkEvent } from "../audit";
import type { ReviewInBulkInput } from "../filter-schema";
import { conditionsOf } from "../filter-store";
import { undoableUntil } from "../rules";
import type { BulkReview, BulkReviewRow } from "../views";

import { approvedMessage, approveIn } from "./approve-enrolment";
import { returnedMessages, returnIn } from "./return-enrolment";

const MOST = 500;

/**
 * One decision for many: the posted ids are selected again in scope, each row is judged on its own, and what cannot be decided
 * in bulk (above all lines that need a person) is named row by row. Rows are taken in the order of their ids.
 */
export async function reviewInBulk(actor: Actor, input: ReviewInBulkInput): Promise<BulkReview> {
  return transaction(actor, async (tx) => {
    const enrolments = await selected(tx, actor, input);
    const year = enrolments[0]?.year;
    if (year === undefined) throw new NotFound("enrolments");
    if (enrolments.length > MOST) fail("enrolments.too-many-selected");
    if (input.decision === "return" && input.reasonText.length < 2)
      failOn([problem("enrolments.reason-missing", {}, { field: "reasonText" })]);
    return once(tx, actor, "enrolment.review-in-bulk", input.key, input, async () => {
      const provinceId = enrolments[0]?.provinceId ?? null;
      const moment = await momentOf(tx, year, provinceId);
      const own = await ownWindowsOf(
        tx,
        year,
        enrolments.map((enrolment) => enrolment.schoolId),
      );
      const rows: BulkReviewRow[] = [];
      const messages: MessageInput[] = [];
      for (const enrolment of enrolments) {
        const windows = own.get(enrolment.schoolId) ?? moment.windows;
        const refusal = await decide(tx, actor, input, enrolment, { ...moment, windows });
        rows.push({
          enrolmentId: enrolment.id,
          teacherName: enrolment.teacherName,
          ok: refusal === null,
          problem: refusal,
        });
        if (refusal === null) messages.push(...messagesOf(input, enrolment));
      }
      const done = rows.filter((row) => row.ok).length;
      const result: BulkReview = {
        operationId: newId(),
        decision: input.decision,
        done,
        refused: rows.length - done,
        rows,
        at: moment.now.toISOString(),
        undoableUntil: undoableUntil(moment.now).toISOString(),
      };
      await tx.bulkOperation.create({
        data: {
          id: result.operationId,
          kind: "enrolment-review",
          state: "applied",
          accountId: actor.accountId,
          organisationId: actor.organisationId,
          input: {
            decision: input.decision,
            ids: enrolments.map(({ id }) => id),
            at: result.at,
            year,
            delegationId: actor.delegation?.id ?? null,
          },
          results: rows,
          appliedAt: moment.now,
        },
        select: { id: true },
      });
      await recordAudit(
        tx,
        actor,
        bulkEvent("enrolment.reviewed-in-bulk", result.operationId, {
          decision: input.decision,
          done,
          refused: result.refused,
        }),
      );
      await sendMessages(tx, messages);
      return result;
    });
  });
}

/** The rows chosen, or everybody whom the filter showed when the list was read: both are selected again in scope. */
function selected(tx: Tx, actor: Actor, { ids, everyone }: ReviewInBulkInput): Promise<EnrolmentForAct[]> {
  if (!everyone) {
    if (ids.length === 0) fail("enrolments.nothing-selected");
    return accessEnrolments(tx, actor, "enrolment.review", ids);
  }
  const { year, asOf, ...filter } = everyone;
  return accessEnrolmentsWhere(
    tx,
    actor,
    "enrolment.review",
    Prisma.join(
      [
        Prisma.sql`e.year = ${year} AND e.state = 'confirmed' AND e.confirmed_at <= ${asOf}`,
        ...conditionsOf(year, filter, asOf),
      ],
      " AND ",
    ),
    MOST + 1,
  );
}

/** The code of the first refusal, or null. Rules refuse before anything of the row is written, so the others stand. */
async function decide(
  tx: Tx,
  actor: Actor,
  input: ReviewInBulkInput,
  enrolment: EnrolmentForAct,
  moment: Moment,
): Promise<string | null> {
  try {
    if (input.decision === "approve")
      await approveIn(tx, actor, { enrolment, moment, judgements: {}, inBulk: true });
    else await returnIn(tx, actor, { enrolment, moment, ...input });
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.problems[0]?.code ?? "common.unknown";
    throw error;
  }
}

function messagesOf(input: ReviewInBulkInput, enrolment: EnrolmentForAct): MessageInput[] {
  if (input.decision === "return") return returnedMessages(enrolment, input.to);
  const accountId = enrolment.teacherAccountId;
  return accountId ? [{ accountId, ...approvedMessage(enrolment) }] : [];
}
