import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { requireStepUp } from "@/lib/identity";
import { failOn } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { accessSeatLedger } from "../access";
import { accountEvent } from "../audit";
import { checkAllocationWindow, checkBodiesOnce, checkLeft } from "../rules";
import type { HandDownSeatsInput, HandedDownSeats } from "../schema";
import { openAccounts, postEntries } from "../store";

/** Seats from the province or the city to several bodies below it at once: all of them or none. */
export function handDownSeats(actor: Actor, input: HandDownSeatsInput): Promise<HandedDownSeats> {
  return transaction(actor, async (tx) => {
    const schoolIds = input.rows.map((row) => row.schoolId);
    const ledger = await accessSeatLedger(tx, actor, "quota.allocate", input.subProjectId, schoolIds);
    await requireStepUp(tx, actor);
    return once(tx, actor, "quota.hand-down", input.key, input, async () => {
      const { code, year } = ledger.subProject;
      const seats = input.rows.reduce((sum, row) => sum + row.seats, 0);
      failOn(checkAllocationWindow(ledger.windows, ledger.now));
      failOn([...checkBodiesOnce(schoolIds), ...checkLeft(ledger.parent, seats, code)]);
      await openAccounts(tx, ledger, schoolIds);
      await postEntries(
        tx,
        actor,
        input.rows.flatMap((row) => {
          const account = ledger.children.get(row.schoolId);
          return account ? [{ account, kind: "hand-down" as const, seats: row.seats }] : [];
        }),
      );
      await recordAudit(
        tx,
        actor,
        accountEvent("quota.handed-down", ledger.parent.id, {
          code,
          seats,
          schools: input.rows.map((row) => `${row.schoolId} ${row.seats}`),
        }),
      );
      await sendMessages(
        tx,
        input.rows.map((row) => ({
          organisationId: row.schoolId,
          kind: "seats-handed-down",
          params: { subProject: code, seats: row.seats },
          href: `/programmes/${year}/${ledger.bodies.get(row.schoolId)?.kind === "city" ? "quotas" : "cards"}`,
        })),
      );
      return { seats, schools: input.rows.length };
    });
  });
}
