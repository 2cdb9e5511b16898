import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { addAmendment } from "@/lib/classes";
import { chinaDay, dayOf } from "@/lib/kernel/dates";
import { fail, failOn, NotFound } from "@/lib/kernel/problem";
import { checkDocumentNumber, checkNumberYear, sendMessages } from "@/lib/notices";
import { businessNow } from "@/lib/platform/clock";
import { type Tx, transaction } from "@/lib/platform/db";
import { amendmentFacts } from "../amendment-store";
import { classEvent } from "../audit";
import type { IssueAmendmentInput } from "../schema";
import { checkNotStarted } from "../store";

export type AmendmentIssued = { classId: string; number: number; told: number };

/**
 * Changes an issued opening notice by a paper of its own. It tells those who joined since the last paper; where anything else is
 * different too, everybody, whose acknowledgement of what no longer holds is taken back. Lock order: class, enrolments.
 */
export async function issueAmendment(actor: Actor, input: IssueAmendmentInput): Promise<AmendmentIssued> {
  authorise(actor, "opening-notice.amend");
  return transaction(actor, async (tx) => {
    const { classId, documentNumber, text } = input;
    const known = await holdOwnClass(tx, actor, classId);
    if (known.state !== "notice-issued") fail("enrolments.notice-not-issued");
    const now = await businessNow(tx);
    const { placed, joined } = await amendmentFacts(tx, classId);
    if (placed.length === 0 || (joined.length === 0 && text === "")) fail("enrolments.nothing-to-amend");
    failOn([
      ...checkNotStarted(now, [{ startsOn: dayOf(known.startsOn) }]),
      ...checkDocumentNumber(documentNumber),
      ...checkNumberYear(documentNumber, chinaDay(now)),
    ]);
    const concernsAll = text !== "";
    const { number } = await addAmendment(tx, {
      classId,
      documentNumber,
      text,
      people: placed.length,
      joined: joined.length,
      concernsAll,
      issuedAt: now,
      issuedByName: actor.name,
    });
    const concerned = concernsAll ? placed : joined;
    await tx.enrolment.updateMany({
      where: { id: { in: concerned.map((row) => row.id) }, acknowledgedAt: { not: null } },
      data: { acknowledgedAt: null, version: { increment: 1 } },
    });
    await recordAudit(
      tx,
      actor,
      classEvent("opening-notice.amended", classId, {
        class: known.code,
        number,
        documentNumber,
        people: concerned.length,
      }),
    );
    await tell(tx, { classId, classCode: known.code, documentNumber }, concerned);
    return { classId, number, told: concerned.length };
  });
}

async function holdOwnClass(tx: Tx, actor: Actor, classId: string) {
  const [known] = await tx.$queryRaw<{ code: string; state: string; startsOn: Date }[]>`
    SELECT code, state, starts_on AS "startsOn" FROM training_classes
    WHERE id = ${classId}::uuid AND institution_id = ${actor.organisationId}::uuid FOR UPDATE`;
  if (!known) throw new NotFound("class");
  return known;
}

type Concerned = { teacherId: string; schoolId: string; provinceId: string };

async function tell(
  tx: Tx,
  { classId, ...params }: { classId: string; classCode: string; documentNumber: string },
  concerned: Concerned[],
): Promise<void> {
  const accounts = await tx.appointment.findMany({
    where: { role: "teacher", endsAt: null, teacherId: { in: concerned.map((row) => row.teacherId) } },
    select: { accountId: true },
  });
  const bodies = new Set(concerned.flatMap((row) => [row.schoolId, row.provinceId]));
  const message = { kind: "opening-notice-amended" as const, params, href: `/classes/${classId}/notice` };
  await sendMessages(tx, [
    ...accounts.map(({ accountId }) => ({ ...message, accountId })),
    ...[...bodies].map((organisationId) => ({ ...message, organisationId })),
  ]);
}
