import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newFileNumber } from "@/lib/kernel/id";
import { type Prisma, transaction } from "@/lib/platform/db";
import { exportEvent } from "../audit";
import { buildOverview } from "../queries/get-overview";
import type { OverviewFilter } from "../schema";
import type { ExportedOverview } from "../views";

/** The rows of the overview as the page shows them, under a number by which the trail finds who took them out. */
export function exportOverview(actor: Actor, filter: OverviewFilter): Promise<ExportedOverview> {
  const scope = authorise(actor, "overview.read");
  return transaction(actor, async (tx) => {
    const ask = <Row>(sql: Prisma.Sql) => tx.$queryRaw<Row[]>(sql);
    const overview = await buildOverview(ask, actor, scope, filter);
    const number = newFileNumber();
    await recordAudit(
      tx,
      actor,
      exportEvent("overview.exported", number, {
        year: filter.year,
        rows: overview.bodies.length,
        level: overview.level,
        province: overview.province?.code ?? null,
        subProject: overview.chosen?.code ?? null,
      }),
    );
    return { number, overview };
  });
}
