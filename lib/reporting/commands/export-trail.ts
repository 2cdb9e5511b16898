import { type Actor, authorise } from "@/lib/access";
import { getSealState, listAuditEvents, recordAudit } from "@/lib/audit";
import type { AuditFilter } from "@/lib/audit/schema";
import { requireStepUp } from "@/lib/identity";
import { newFileNumber } from "@/lib/kernel/id";
import { fail } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { exportEvent } from "../audit";
import type { ExportedTrail } from "../views";

/** A quarter's worth in a national year; more is taken by day or by kind. */
const MOST = 20_000;

/**
 * The events that the page's filter shows, oldest first, each with its place in the trail, under a number by which the trail finds who
 * took them out. Problems: reporting.trail-too-long, and as of requireStepUp.
 */
export async function exportTrail(actor: Actor, filter: AuditFilter): Promise<ExportedTrail> {
  authorise(actor, "audit.export");
  const { sealedAt } = await getSealState(actor);
  return transaction(actor, async (tx) => {
    await requireStepUp(tx, actor);
    const rows = await listAuditEvents(tx, actor, filter, MOST + 1);
    if (rows.length > MOST) fail("reporting.trail-too-long", { most: MOST });
    const number = newFileNumber();
    await recordAudit(
      tx,
      actor,
      exportEvent("trail.exported", number, {
        rows: rows.length,
        kind: filter.kind ?? null,
        subjectId: filter.subjectId ?? null,
        actor: filter.actor ?? null,
        organisation: filter.organisation ?? null,
        from: filter.from ?? null,
        to: filter.to ?? null,
      }),
    );
    return { number, rows, sealedAt, at: await businessNow(tx) };
  });
}
