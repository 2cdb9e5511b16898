import { type Actor, authorise } from "@/lib/access";
import { failOn } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { readQuotaTable } from "@/lib/programmes";
import type { ImportQuotaTableInput, SavedQuotaDraft } from "../schema";
import { saveDraftIn } from "./save-quota-draft";

/** A spreadsheet becomes the next numbered draft as a whole, or nothing of it does: every problem names its cell. */
export async function importQuotaTable(actor: Actor, input: ImportQuotaTableInput): Promise<SavedQuotaDraft> {
  authorise(actor, "quota.plan");
  const bytes = new Uint8Array(await input.file.arrayBuffer());
  const table = await readQuotaTable(actor, { year: input.year, bytes });
  failOn(table.problems);
  return transaction(actor, (tx) =>
    saveDraftIn(
      tx,
      actor,
      { year: input.year, cells: table.cells, basedOn: null },
      "imported",
      "quota.table-imported",
    ),
  );
}
