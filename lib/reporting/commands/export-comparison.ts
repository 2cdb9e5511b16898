import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newFileNumber } from "@/lib/kernel/id";
import { type Prisma, transaction } from "@/lib/platform/db";
import { exportEvent } from "../audit";
import { buildComparison } from "../queries/get-comparison";
import type { ComparisonFilter } from "../schema";
import type { ExportedComparison } from "../views";

/** The rows of the comparison as the page shows them, under a number by which the trail finds who took them out. */
export function exportComparison(actor: Actor, filter: ComparisonFilter): Promise<ExportedComparison> {
  const scope = authorise(actor, "overview.read");
  return transaction(actor, async (tx) => {
    const ask = <Row>(sql: Prisma.Sql) => tx.$queryRaw<Row[]>(sql);
    const comparison = await buildComparison(ask, actor, scope, filter);
    const number = newFileNumber();
    await recordAudit(
      tx,
      actor,
      exportEvent("comparison.exported", number, {
        year: filter.year,
        rows: comparison.rows.length,
        level: comparison.level,
        province: comparison.province?.code ?? null,
        subProject: comparison.chosen?.code ?? null,
      }),
    );
    return { number, comparison };
  });
}
