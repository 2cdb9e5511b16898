import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { failOn, type Problem, problem } from "@/lib/kernel/problem";
import { provincesByRegion } from "@/lib/organisations";
import { type Tx, transaction } from "@/lib/platform/db";
import { loadSubProjects, momentOf, windowProblems } from "@/lib/programmes";
import { type QuotaAuditKind, tableEvent } from "../audit";
import type { Cells, DraftState, SavedQuotaDraft, SaveQuotaDraftInput } from "../schema";
import { lockTable } from "../store";

/** Keeps the table as typed, invalid texts too, as the next numbered draft. Problem quotas.draft-saved-meanwhile. */
export function saveQuotaDraft(actor: Actor, input: SaveQuotaDraftInput): Promise<SavedQuotaDraft> {
  return transaction(actor, (tx) => saveDraftIn(tx, actor, input, "saved", "quota.draft-saved"));
}

/** `basedOn` null puts the draft on top of whatever is the latest, as an imported table does. */
export async function saveDraftIn(
  tx: Tx,
  actor: Actor,
  input: Omit<SaveQuotaDraftInput, "basedOn"> & { basedOn: number | null },
  state: DraftState,
  kind: QuotaAuditKind,
): Promise<SavedQuotaDraft> {
  authorise(actor, "quota.plan");
  await lockTable(tx, input.year);
  const latest = await tx.quotaDraft.findFirst({
    where: { year: input.year },
    orderBy: { number: "desc" },
    select: { number: true, savedBy: true },
  });
  const { windows, now } = await momentOf(tx, input.year, null);
  failOn([
    ...windowProblems(windows["quota-table"], now, "quota-table"),
    ...(latest && input.basedOn !== null && latest.number !== input.basedOn
      ? [problem("quotas.draft-saved-meanwhile", { number: latest.number, savedBy: latest.savedBy })]
      : []),
    ...(await unknownCells(tx, input.year, input.cells)),
  ]);
  const draft = await tx.quotaDraft.create({
    data: {
      id: newId(),
      year: input.year,
      number: (latest?.number ?? 0) + 1,
      cells: input.cells,
      state,
      savedBy: actor.name,
    },
    select: { number: true, savedAt: true },
  });
  await recordAudit(tx, actor, tableEvent(kind, String(input.year), { draft: draft.number }));
  return draft;
}

async function unknownCells(tx: Tx, year: number, cells: Cells): Promise<Problem[]> {
  const regions = await provincesByRegion(tx);
  const subProjects = new Set((await loadSubProjects(tx, year)).map((subProject) => subProject.code));
  const unknown = new Set<string>();
  for (const [region, row] of Object.entries(cells)) {
    if (!regions.has(region)) unknown.add(region);
    for (const code of Object.keys(row)) if (!subProjects.has(code)) unknown.add(code);
  }
  return [...unknown].map((name) => problem("quotas.unknown-cell", { name }));
}
