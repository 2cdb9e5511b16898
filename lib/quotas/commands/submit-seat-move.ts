import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { fail, failOn, NotFound } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { loadSubProject, momentOf } from "@/lib/programmes";
import { moveEvent } from "../audit";
import { tellAboutMove } from "../move-store";
import { checkAllocationWindow, checkLeft, moveDeadline } from "../rules";
import type { SubmitSeatMoveInput, SubmittedSeatMove } from "../schema";
import { lockAccounts } from "../store";

/** A province asks another one for seats of a sub-project, or offers some; nothing moves before the other and the ministry agree. */
export function submitSeatMove(actor: Actor, input: SubmitSeatMoveInput): Promise<SubmittedSeatMove> {
  return transaction(actor, async (tx) => {
    authorise(actor, "move.submit");
    const subProject = await loadSubProject(tx, input.subProjectId);
    const other = await tx.organisation.findFirst({
      where: { id: input.provinceId, kind: "province" },
      select: { id: true, name: true, nameEn: true },
    });
    if (!other) throw new NotFound("province");
    if (other.id === actor.organisationId) fail("quotas.move-same-body", {}, { field: "provinceId" });
    return once(tx, actor, "move.submit", input.key, input, async () => {
      const { windows, now } = await momentOf(tx, subProject.year, null);
      failOn(checkAllocationWindow(windows, now));
      const expiresAt = moveDeadline(windows, now);
      if (!expiresAt) fail("programmes.window-not-set", { window: "quota-issue" });
      const own = {
        id: actor.organisationId,
        name: actor.organisationName,
        nameEn: actor.organisationNameEn,
      };
      const [from, to] = input.direction === "offer" ? [own, other] : [other, own];
      const giving = await tx.quotaAccount.findUnique({
        where: { subProjectId_organisationId: { subProjectId: subProject.id, organisationId: from.id } },
        select: { id: true },
      });
      if (!giving) fail("quotas.no-seats-here", { code: subProject.code });
      // What another province has left is its own to know; whether an offer is covered can be said at once.
      if (input.direction === "offer")
        failOn(checkLeft((await lockAccounts(tx, giving.id, [])).parent, input.seats, subProject.code));
      const moveId = newId();
      const { seats, reason } = input;
      const request = {
        subProjectId: subProject.id,
        fromId: from.id,
        toId: to.id,
        proposedById: own.id,
        seats,
      };
      await tx.seatMove.create({
        data: { id: moveId, ...request, reason, state: "proposed", expiresAt },
        select: { id: true },
      });
      const { code, year } = subProject;
      await recordAudit(
        tx,
        actor,
        moveEvent("move.submitted", moveId, { code, seats, from: from.id, to: to.id, reason }),
      );
      const names = { fromName: from.name, fromNameEn: from.nameEn, toName: to.name, toNameEn: to.nameEn };
      await tellAboutMove(tx, { ...request, ...names, code, year }, "move-proposed", [other.id]);
      return { moveId, seats };
    });
  });
}
