import { type Actor, authorise } from "@/lib/access";
import { isId } from "@/lib/kernel/id";
import { NotFound, type Problem } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import type { ImportOverview, ImportState } from "../import-views";
import { IMPORT_KINDS, type ImportCounts, type ImportKind } from "../schema";

/** A run with its answer: counts of what it would change, or every problem with its place in the file. */
export async function getImport(actor: Actor, operationId: string): Promise<ImportOverview> {
  authorise(actor, "programme.import");
  const row = isId(operationId)
    ? await db().bulkOperation.findFirst({
        where: { id: operationId, kind: { in: [...IMPORT_KINDS] } },
        select: {
          id: true,
          kind: true,
          state: true,
          fileName: true,
          createdAt: true,
          appliedAt: true,
          results: true,
        },
      })
    : null;
  if (!row) throw new NotFound("import");
  const results = row.results as {
    year: number | null;
    counts: ImportCounts;
    problemCount: number;
    problems: Problem[];
  };
  return {
    id: row.id,
    kind: row.kind as ImportKind,
    state: row.state as ImportState,
    year: results.year,
    fileName: row.fileName ?? "",
    createdAt: row.createdAt,
    appliedAt: row.appliedAt,
    counts: results.counts,
    problemCount: results.problemCount,
    problems: results.problems.map((entry) => ({
      code: entry.code,
      params: entry.params ?? {},
      place: String(entry.params?.cell ?? entry.params?.path ?? ""),
      text: String(entry.params?.text ?? ""),
    })),
    ready: row.state === "dry-run" && results.problemCount === 0,
  };
}
