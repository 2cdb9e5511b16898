import { type Actor, authorise } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import type { Cells, RestoreQuotaDraftInput, SavedQuotaDraft } from "../schema";
import { saveDraftIn } from "./save-quota-draft";

/** An earlier draft becomes the next one, cell by cell; nothing is taken away. Problem quotas.draft-saved-meanwhile. */
export function restoreQuotaDraft(actor: Actor, input: RestoreQuotaDraftInput): Promise<SavedQuotaDraft> {
  return transaction(actor, async (tx) => {
    authorise(actor, "quota.plan");
    const { year, number, basedOn } = input;
    const draft = await tx.quotaDraft.findUnique({
      where: { year_number: { year, number } },
      select: { cells: true },
    });
    if (!draft) throw new NotFound("draft");
    return saveDraftIn(
      tx,
      actor,
      { year, cells: draft.cells as Cells, basedOn },
      "restored",
      "quota.draft-restored",
    );
  });
}
