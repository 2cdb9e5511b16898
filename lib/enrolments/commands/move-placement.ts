import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { fail, failOn } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { momentOf } from "@/lib/programmes";
import { placementEvent } from "../audit";
import { loadRooms, loadSeekers, lockProposal } from "../placement-store";
import { overlaps } from "../rules";
import type { MovePlacementInput } from "../schema";
import { checkWindow } from "../store";

export type PlacementMoved = { subProjectId: string; teacherName: string };

/**
 * By hand, within a proposal that lies open: one person into another class, or out of all. The same rules as for the proposal: a
 * free seat, counting those proposed, and no days taken by another class. Problems: enrolments.proposal-superseded,
 * .not-in-proposal, .class-without-room, and the placement window's.
 */
export function movePlacement(actor: Actor, input: MovePlacementInput): Promise<PlacementMoved> {
  return transaction(actor, async (tx) => {
    authorise(actor, "placement.propose");
    const proposal = await lockProposal(tx, input.proposalId);
    const { subProject } = proposal;
    const moment = await momentOf(tx, subProject.year, null);
    if (proposal.state !== "proposed") fail("enrolments.proposal-superseded");
    failOn(checkWindow(moment, "placement"));
    const rows = await tx.placementRow.findMany({
      where: { proposalId: proposal.id },
      select: {
        enrolmentId: true,
        classId: true,
        enrolment: { select: { teacher: { select: { name: true } } } },
      },
    });
    const seekers = await loadSeekers(tx, { subProjectId: subProject.id, state: "approved" });
    const row = rows.find(({ enrolmentId }) => enrolmentId === input.enrolmentId);
    const seeker = seekers.find(({ enrolmentId }) => enrolmentId === input.enrolmentId);
    if (!row || !seeker) fail("enrolments.not-in-proposal");
    const classId = input.classId || null;
    if (classId) {
      const room = (await loadRooms(tx, subProject.id, moment.now)).find((one) => one.classId === classId);
      const proposed = rows.filter(
        (one) => one.classId === classId && one.enrolmentId !== input.enrolmentId,
      ).length;
      if (!room || room.free <= proposed || seeker.taken.some((span) => overlaps(span, room)))
        fail("enrolments.class-without-room");
    }
    const rank = classId ? seeker.preferences.indexOf(classId) + 1 : 0;
    await tx.placementRow.update({
      where: { proposalId_enrolmentId: { proposalId: proposal.id, enrolmentId: input.enrolmentId } },
      data: { classId, wishRank: rank > 0 ? rank : null },
      select: { enrolmentId: true },
    });
    await recordAudit(
      tx,
      actor,
      placementEvent("placement.moved", proposal.id, {
        enrolment: input.enrolmentId,
        from: row.classId,
        to: classId,
      }),
    );
    return { subProjectId: subProject.id, teacherName: row.enrolment.teacher.name };
  });
}
