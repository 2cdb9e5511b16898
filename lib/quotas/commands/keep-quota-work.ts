import { type Actor, authorise } from "@/lib/access";
import { fail, failOn } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { momentOf, windowProblems } from "@/lib/programmes";
import type { KeepQuotaWorkInput, KeptQuotaWork } from "../schema";

/**
 * Keeps what an editor has not saved yet, with the steps to undo, so that it outlives the page. The page that keeps it goes on
 * doing so; another one takes over by naming the revision it was opened with. Problem quotas.work-kept-elsewhere. Leaves no event:
 * nothing that anybody else sees changes before the draft is saved.
 */
export function keepQuotaWork(actor: Actor, input: KeepQuotaWorkInput): Promise<KeptQuotaWork> {
  return transaction(actor, async (tx) => {
    authorise(actor, "quota.plan");
    const { year, draft, revision, windowId } = input;
    const { windows, now } = await momentOf(tx, year, null);
    failOn(windowProblems(windows["quota-table"], now, "quota-table"));
    if (draft !== null) {
      const found = await tx.quotaDraft.findUnique({
        where: { year_number: { year, number: draft } },
        select: { number: true },
      });
      if (!found) fail("quotas.draft-missing");
    }
    const [cells, undo, redo] = [input.cells, input.undo, input.redo].map((part) => JSON.stringify(part));
    const rows = await tx.$queryRaw<KeptQuotaWork[]>`
      INSERT INTO quota_draft_works AS w (year, account_id, draft, cells, undo, redo, window_id)
      VALUES (${year}::int, ${actor.accountId}::uuid, ${draft}::int, ${cells}::jsonb, ${undo}::jsonb, ${redo}::jsonb,
        ${windowId}::uuid)
      ON CONFLICT (year, account_id) DO UPDATE SET draft = excluded.draft, cells = excluded.cells, undo = excluded.undo,
        redo = excluded.redo, window_id = excluded.window_id, revision = w.revision + 1, kept_at = now()
      WHERE w.window_id = excluded.window_id OR w.revision = ${revision}::int
      RETURNING revision`;
    return rows[0] ?? fail("quotas.work-kept-elsewhere");
  });
}
