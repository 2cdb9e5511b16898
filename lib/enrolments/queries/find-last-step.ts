import { type Actor, can } from "@/lib/access";
import { Prisma, read } from "@/lib/platform/db";
import { enrolmentsInScopeSql } from "../access";
import { undoableUntil } from "../rules";
import type { EnrolmentState } from "../schema";

/** The last step of a registration, for the page that follows a decision. */
export type LastStep = {
  enrolmentId: string;
  teacherName: string;
  kind: string;
  actorRole: string;
  at: Date;
  /** Until when the actor may take it back; null where it is not the actor's to take back, or no longer. */
  undoableUntil: Date | null;
};

type Row = Omit<LastStep, "undoableUntil"> & {
  state: EnrolmentState;
  toState: EnrolmentState;
  decidedAt: Date | null;
  delegationId: string | null;
  now: Date;
};

/** What happened last to a registration in scope, and whether the actor may still take it back; one statement. */
export async function findLastStep(actor: Actor, enrolmentId: string): Promise<LastStep | null> {
  const [row] = await read<Row>(
    actor,
    Prisma.sql`
    SELECT e.id AS "enrolmentId", e.state, e.decided_at AS "decidedAt", t.name AS "teacherName", v.kind, v.actor_role AS "actorRole",
      v.to_state AS "toState", v.delegation_id AS "delegationId", v.at, business_now() AS now
    FROM enrolments e JOIN teachers t ON t.id = e.teacher_id JOIN LATERAL (
      SELECT kind, actor_role, to_state, delegation_id, at FROM enrolment_events WHERE enrolment_id = e.id ORDER BY at DESC, id DESC LIMIT 1) v ON true
    WHERE e.id = ${enrolmentId}::uuid AND ${enrolmentsInScopeSql(actor, "enrolment.read")}`,
  );
  if (!row) return null;
  const { enrolmentId: id, teacherName, kind, actorRole, at } = row;
  const own =
    row.actorRole === actor.role &&
    row.delegationId === (actor.delegation?.id ?? null) &&
    row.toState === row.state &&
    can(actor, "enrolment.review");
  const decided = own && row.decidedAt && ["approved", "returned", "rejected"].includes(row.state);
  const until = decided && row.decidedAt ? undoableUntil(row.decidedAt) : null;
  return {
    enrolmentId: id,
    teacherName,
    kind,
    actorRole,
    at,
    undoableUntil: until && row.now < until ? until : null,
  };
}
