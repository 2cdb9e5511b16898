import { type Actor, authorise } from "@/lib/access";
import { fail } from "@/lib/kernel/problem";
import { type Tx, transaction } from "@/lib/platform/db";
import { seatsOfCell } from "../rules";
import type { Cells, SavedQuotaNumber, SaveQuotaNumberInput } from "../schema";
import { lockTable } from "../store";
import { saveDraftIn } from "./save-quota-draft";

/**
 * One number of the table as the next draft, on top of whatever is the latest, so that what others saved meanwhile stays. Where
 * they saved another number into this very cell it is refused with theirs: quotas.number-saved-meanwhile. The same number sent
 * twice answers the draft that holds it.
 */
export function saveQuotaNumber(actor: Actor, input: SaveQuotaNumberInput): Promise<SavedQuotaNumber> {
  return transaction(actor, async (tx) => {
    authorise(actor, "quota.plan");
    const { year, region, subProject, shown } = input;
    const seats = seatsOfCell(input.text);
    if (seats === null) fail("quotas.number-not-whole", {}, { field: "text" });
    const text = input.text.trim() === "" ? "" : String(seats);
    await lockTable(tx, year);
    if (await isIssued(tx, year, subProject)) fail("quotas.already-issued", { code: subProject });
    const latest = await tx.quotaDraft.findFirst({
      where: { year },
      orderBy: { number: "desc" },
      select: { number: true, savedBy: true, savedAt: true, cells: true },
    });
    const cells = (latest?.cells ?? {}) as Cells;
    const standing = cells[region]?.[subProject] ?? "";
    const place = { region, subProject };
    if (latest && standing === text) return { number: latest.number, savedAt: latest.savedAt, ...place };
    if (latest && standing !== shown) {
      const { number, savedBy } = latest;
      fail("quotas.number-saved-meanwhile", { theirs: standing || "0", number, savedBy }, { field: "text" });
    }
    const saved = await saveDraftIn(
      tx,
      actor,
      {
        year,
        cells: { ...cells, [region]: { ...cells[region], [subProject]: text } },
        basedOn: latest?.number ?? 0,
      },
      "saved",
      "quota.draft-saved",
    );
    return { ...saved, ...place };
  });
}

async function isIssued(tx: Tx, year: number, code: string): Promise<boolean> {
  const root = await tx.quotaAccount.findFirst({
    where: { parentId: null, subProject: { year, code } },
    select: { id: true },
  });
  return root !== null;
}
