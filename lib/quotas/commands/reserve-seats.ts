import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { failOn } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { accessSeatLedger } from "../access";
import { accountEvent } from "../audit";
import { checkReserve } from "../rules";
import type { ReservedSeats, ReserveSeatsInput } from "../schema";

/**
 * A province or a city says how many of the seats that it did not hand down it keeps on purpose, and why; none releases them. The
 * number is what shall be kept, so that saying it twice changes nothing; possible at any time.
 */
export function reserveSeats(actor: Actor, input: ReserveSeatsInput): Promise<ReservedSeats> {
  return transaction(actor, async (tx) => {
    const { parent: own, subProject } = await accessSeatLedger(
      tx,
      actor,
      "quota.reserve",
      input.subProjectId,
      [],
    );
    failOn(checkReserve(own, input, subProject.code));
    const { seats } = input;
    const reason = seats > 0 ? input.reason : null;
    await tx.quotaAccount.update({
      where: { id: own.id },
      data: { reserved: seats, reserveReason: reason },
      select: { id: true },
    });
    await recordAudit(
      tx,
      actor,
      accountEvent("quota.reserved", own.id, { code: subProject.code, seats, before: own.reserved, reason }),
    );
    return { seats };
  });
}
