import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { DomainError, fail, NotFound } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { type Tx, transaction } from "@/lib/platform/db";
import { assignCardIn } from "@/lib/quotas";
import { accessEnrolments, type EnrolmentForAct } from "../access";
import { bulkEvent, enrolmentEvent } from "../audit";
import { undoableUntil } from "../rules";
import type { UndoReviewInput } from "../schema";
import { move } from "../store";
import type { BulkReviewRow, UndoneReview } from "../views";

/** Takes the province's own last decision back within ten minutes, for one enrolment or for all of one bulk operation. */
export async function undoReview(actor: Actor, input: UndoReviewInput): Promise<UndoneReview> {
  return transaction(actor, async (tx) => {
    const ids = input.operationId
      ? await idsOf(tx, actor, input.operationId)
      : [input.enrolmentId ?? ""].filter(Boolean);
    const enrolments = await accessEnrolments(tx, actor, "enrolment.review", ids);
    if (enrolments.length === 0) throw new NotFound("enrolment");
    const now = await businessNow(tx);
    const rows: BulkReviewRow[] = [];
    for (const enrolment of enrolments) {
      const problem = await undo(tx, actor, enrolment, now);
      rows.push({
        enrolmentId: enrolment.id,
        teacherName: enrolment.teacherName,
        ok: problem === null,
        problem,
      });
    }
    const done = rows.filter((row) => row.ok).length;
    if (done === 0) fail(rows[0]?.problem ?? "enrolments.nothing-to-undo");
    const first = enrolments[0];
    await recordAudit(
      tx,
      actor,
      input.operationId || !first
        ? bulkEvent("enrolment.review-undone", input.operationId ?? "", { done, refused: rows.length - done })
        : enrolmentEvent("enrolment.review-undone", first.id, { from: first.state }),
    );
    return { done, refused: rows.length - done, rows };
  });
}

async function idsOf(tx: Tx, actor: Actor, operationId: string): Promise<string[]> {
  const operation = await tx.bulkOperation.findFirst({
    where: { id: operationId, kind: "enrolment-review", organisationId: actor.organisationId },
    select: { results: true, input: true },
  });
  const by = (operation?.input as { delegationId?: string | null } | undefined)?.delegationId ?? null;
  if (!operation || by !== (actor.delegation?.id ?? null)) throw new NotFound("operation");
  return (operation.results as BulkReviewRow[]).filter((row) => row.ok).map((row) => row.enrolmentId);
}

async function undo(tx: Tx, actor: Actor, enrolment: EnrolmentForAct, now: Date): Promise<string | null> {
  const decided = ["approved", "returned", "rejected"].includes(enrolment.state);
  if (!decided || !enrolment.decidedAt) return "enrolments.nothing-to-undo";
  if (now >= undoableUntil(enrolment.decidedAt)) return "enrolments.undo-too-late";
  const last = await tx.enrolmentEvent.findFirst({
    where: { enrolmentId: enrolment.id },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    select: { actorRole: true, toState: true, delegationId: true },
  });
  const own = last?.actorRole === actor.role && last.delegationId === (actor.delegation?.id ?? null);
  if (!own || last.toState !== enrolment.state) return "enrolments.nothing-to-undo";
  try {
    // The card before the enrolment: the database lets a rejected enrolment live again only on a card of its own.
    if (enrolment.state === "rejected") await takeBack(tx, actor, enrolment);
    const cleared = { decidedAt: null, endedAt: null, returnedTo: null, reasonCode: null, reasonText: null };
    await move(tx, actor, enrolment, "confirmed", cleared, { kind: "review-undone" });
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.problems[0]?.code ?? "common.unknown";
    throw error;
  }
}

/** The card that a rejection freed, unless somebody has it by now. */
export async function takeBack(tx: Tx, actor: Actor, enrolment: EnrolmentForAct): Promise<void> {
  // In open mode the change of state takes a place again, or finds none.
  if (enrolment.cardId === null) return;
  const card = await tx.registrationCard.findUnique({
    where: { id: enrolment.cardId },
    select: { state: true, teacherId: true },
  });
  const free =
    card?.state === "issued" || (card?.state === "bound" && card.teacherId === enrolment.teacherId);
  if (!free || enrolment.replacedById) fail("enrolments.place-taken", { code: enrolment.cardCode });
  await assignCardIn(tx, actor, { cardId: enrolment.cardId, teacherId: enrolment.teacherId });
}
