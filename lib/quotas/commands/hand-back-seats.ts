import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { failOn } from "@/lib/kernel/problem";
import { sendMessage } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { accessOwnAccount } from "../access";
import { accountEvent } from "../audit";
import { checkLeft } from "../rules";
import type { HandBackSeatsInput, HandedBackSeats } from "../schema";
import { postEntries } from "../store";

/** Gives seats without cards back to the body that handed them down; possible at any time. */
export function handBackSeats(actor: Actor, input: HandBackSeatsInput): Promise<HandedBackSeats> {
  return transaction(actor, async (tx) => {
    const { own, parent, subProject } = await accessOwnAccount(tx, actor, input.subProjectId);
    return once(tx, actor, "quota.hand-back", input.key, input, async () => {
      failOn(checkLeft(own, input.seats, subProject.code));
      await postEntries(tx, actor, [
        { account: own, kind: "hand-back", seats: input.seats, reason: input.reason },
      ]);
      await recordAudit(
        tx,
        actor,
        accountEvent("quota.handed-back", own.id, {
          code: subProject.code,
          seats: input.seats,
          reason: input.reason,
        }),
      );
      await sendMessage(tx, {
        organisationId: parent.organisationId,
        kind: "seats-handed-back",
        params: {
          subProject: subProject.code,
          seats: input.seats,
          organisation: actor.organisationName,
          organisationEn: actor.organisationNameEn,
        },
        href: `/programmes/${subProject.year}/quotas`,
      });
      return { seats: input.seats };
    });
  });
}
