import { type Actor, authorise, can } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { Prisma, read } from "@/lib/platform/db";
import { enrolmentsInScopeSql } from "../access";
import { objectionUntil } from "../objection-store";
import type { ObjectionView } from "../views";

type Row = {
  now: Date;
  state: string;
  decidedAt: Date | null;
  /** Of the newest objection. */
  against: Date | null;
} & NonNullable<ObjectionView["objection"]>;

/** The objection to what was decided on a registration, its answer, and what this viewer can do about it now. */
export async function findObjection(actor: Actor, enrolmentId: string): Promise<ObjectionView> {
  authorise(actor, "enrolment.read");
  const scope = enrolmentsInScopeSql(actor, "enrolment.read");
  const [row] = await read<Row>(
    actor,
    Prisma.sql`
    SELECT business_now() AS now, e.state, e.decided_at AS "decidedAt", o.decided_at AS against, o.text, o.made_by_name AS "madeByName",
      o.made_at AS "madeAt", o.answer, o.answer_text AS "answerText", o.answered_by_name AS "answeredByName",
      o.answered_at AS "answeredAt"
    FROM enrolments e LEFT JOIN LATERAL (SELECT * FROM objections WHERE enrolment_id = e.id ORDER BY made_at DESC LIMIT 1) o ON true
    WHERE e.id = ${enrolmentId}::uuid AND ${scope}`,
  );
  if (!row) throw new NotFound("enrolment");
  const { now, state, decidedAt, against, ...objection } = row;
  const until = state === "rejected" && decidedAt ? objectionUntil(decidedAt) : null;
  const objected = against !== null && against.getTime() === decidedAt?.getTime();
  return {
    objection: against ? objection : null,
    until,
    mayObject: can(actor, "objection.create") && until !== null && !objected && now < until,
    mayAnswer: can(actor, "objection.answer") && until !== null && objected && objection.answer === null,
  };
}
