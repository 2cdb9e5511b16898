import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { requireStepUp } from "@/lib/identity";
import { sendMessages } from "@/lib/notices";
import type { MessageInput } from "@/lib/notices/schema";
import { transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { accessSeatLedger } from "../access";
import { provinceEvent } from "../audit";
import type { AllocatedAndIssued, AllocateTableInput, AllocationTarget } from "../schema";
import { allocateIn } from "./allocate-and-issue";

/**
 * Brings schools to their targets in several sub-projects at once: all of it or none. Accounts are locked sub-project by
 * sub-project in the order of their ids. Problems: as of allocateAndIssue.
 */
export function allocateTable(actor: Actor, input: AllocateTableInput): Promise<AllocatedAndIssued> {
  return transaction(actor, async (tx) => {
    authorise(actor, "quota.allocate");
    if (input.cards) authorise(actor, "card.issue");
    await requireStepUp(tx, actor);
    return once(tx, actor, "quota.allocate-table", input.key, input, async () => {
      const total: AllocatedAndIssued = { seats: 0, cards: 0, schools: 0 };
      const columns: string[] = [];
      const messages: MessageInput[] = [];
      for (const [subProjectId, rows] of bySubProject(input.targets)) {
        const schoolIds = rows.map((row) => row.schoolId);
        const ledger = await accessSeatLedger(tx, actor, "quota.allocate", subProjectId, schoolIds);
        const done = await allocateIn(tx, actor, ledger, { rows, cards: input.cards });
        total.seats += done.seats;
        total.cards += done.cards.length;
        columns.push(`${ledger.subProject.code} ${done.seats} ${done.cards.length}`);
        messages.push(...done.messages);
      }
      total.schools = new Set(messages.map((message) => message.organisationId)).size;
      await recordAudit(
        tx,
        actor,
        provinceEvent("quota.table-allocated", actor.organisationId, {
          year: input.year,
          seats: total.seats,
          cards: total.cards,
          schools: total.schools,
          subProjects: columns,
        }),
      );
      await sendMessages(tx, messages);
      return total;
    });
  });
}

function bySubProject(targets: AllocationTarget[]): [string, AllocationTarget[]][] {
  const groups = new Map<string, AllocationTarget[]>();
  for (const row of targets) groups.set(row.subProjectId, [...(groups.get(row.subProjectId) ?? []), row]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
