import { type Actor, authorise } from "@/lib/access";
import { Prisma, read } from "@/lib/platform/db";
import { UNDO_MS } from "../rules";
import type { EnrolmentState } from "../schema";
import type { BulkReview, BulkReviewRow, ShownBulkReview } from "../views";

type Row = {
  input: { decision: BulkReview["decision"]; delegationId?: string | null };
  results: BulkReviewRow[];
  at: Date;
  now: Date;
  /** Where those that were decided stand by now, and whether that decision is still the last. */
  states: { id: string; state: EnrolmentState; held: boolean }[] | null;
};

/** A mass decision of the own body, row by row, with what has become of it since; null where there is none. One statement. */
export async function findBulkReview(actor: Actor, operationId: string): Promise<ShownBulkReview | null> {
  authorise(actor, "enrolment.review");
  const [row] = await read<Row>(
    actor,
    Prisma.sql`
    SELECT o.input, o.results, o.applied_at AS at, business_now() AS now, (
      SELECT jsonb_agg(jsonb_build_object('id', e.id, 'state', e.state, 'held', COALESCE(e.decided_at = o.applied_at, false)))
      FROM jsonb_array_elements(o.results) r JOIN enrolments e ON e.id = (r ->> 'enrolmentId')::uuid WHERE (r ->> 'ok')::boolean) AS states
    FROM bulk_operations o
    WHERE o.id = ${operationId}::uuid AND o.kind = 'enrolment-review' AND o.organisation_id = ${actor.organisationId}::uuid
      AND o.input ->> 'delegationId' IS NOT DISTINCT FROM ${actor.delegation?.id ?? null}::text`,
  );
  if (!row) return null;
  const { decision } = row.input;
  const decided = decision === "approve" ? "approved" : "returned";
  const states = new Map((row.states ?? []).map((one) => [one.id, one]));
  const rows = row.results.map((one) => ({
    ...one,
    state: states.get(one.enrolmentId)?.state ?? null,
  }));
  const done = rows.filter((one) => one.ok).length;
  const standing = [...states.values()].filter((one) => one.held && one.state === decided).length;
  return {
    operationId,
    decision,
    done,
    refused: rows.length - done,
    rows,
    at: row.at,
    undone: [...states.values()].filter((one) => one.state === "confirmed").length,
    undoable: standing,
    undoLeftMs: standing > 0 ? Math.max(0, row.at.getTime() + UNDO_MS - row.now.getTime()) : 0,
  };
}
