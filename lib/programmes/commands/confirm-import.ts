import type { Actor } from "@/lib/access";
import { fail, failOn, problem } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { accessImport } from "../access";
import type { ImportCounts, ImportRef } from "../schema";
import { applyContent, type ImportContent, refuseAppliedFile } from "./create-import";

/**
 * Applies a dry run, once: a second confirmation, and any other run of the same file, is refused. What changed since the dry
 * run is judged again. The event is that of the import itself.
 */
export function confirmImport(
  actor: Actor,
  input: ImportRef,
): Promise<{ year: number | null; counts: ImportCounts }> {
  return transaction(actor, async (tx) => {
    const operation = await accessImport(tx, actor, input.operationId);
    if (operation.state !== "dry-run") fail("programmes.import-not-open", { state: operation.state });
    const results = operation.results as { year: number | null; problemCount: number };
    if (results.problemCount > 0)
      failOn([problem("programmes.import-has-problems", { count: results.problemCount })]);
    await refuseAppliedFile(tx, operation.kind, operation.fileHash);
    const counts = await applyContent(tx, actor, operation.input as ImportContent);
    await tx.bulkOperation.update({
      where: { id: operation.id },
      data: {
        state: "applied",
        appliedAt: await businessNow(tx),
        results: { year: results.year, counts, problemCount: 0, problems: [] },
      },
      select: { id: true },
    });
    return { year: results.year, counts };
  });
}
