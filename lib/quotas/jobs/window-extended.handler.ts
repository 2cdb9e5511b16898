import "server-only";
import { recordAudit, SYSTEM } from "@/lib/audit";
import { transaction } from "@/lib/platform/db";
import { tableEvent } from "../audit";

/**
 * Cards live as long as the window that they are for: when it closes later, so do they. Only cards that end before it move:
 * a second delivery changes nothing, and what was granted to one body beyond it stays.
 */
export async function handleWindowExtended({ year, key, to }: Record<string, string>): Promise<void> {
  if (key !== "registration" && key !== "supplement") return;
  await transaction(null, async (tx) => {
    const cards =
      await tx.$executeRaw`UPDATE registration_cards c SET lapses_at = ${to}::timestamptz, version = c.version + 1
      FROM sub_projects s WHERE s.id = c.sub_project_id AND s.year = ${Number(year)} AND c.state IN ('issued', 'bound', 'used')
        AND c.supplement = ${key === "supplement"} AND c.lapses_at < ${to}::timestamptz`;
    if (cards > 0)
      await recordAudit(tx, SYSTEM, tableEvent("card.extended", String(year), { window: key, cards }));
  });
}
