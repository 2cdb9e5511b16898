import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { fail, failOn } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { momentOf } from "@/lib/programmes";
import { accessSubProject } from "../access";
import { placementEvent } from "../audit";
import { loadRooms, loadSeekers } from "../placement-store";
import { planPlacement } from "../rules";
import type { ProposePlacementInput } from "../schema";
import { checkWindow } from "../store";

export type PlacementProposed = { proposalId: string; placed: number; withoutPlace: number };

/** One proposal over all institutions of a sub-project; it takes the place of one that still lies open. */
export async function proposePlacement(
  actor: Actor,
  input: ProposePlacementInput,
): Promise<PlacementProposed> {
  authorise(actor, "placement.propose");
  return transaction(actor, async (tx) => {
    const subProject = await accessSubProject(tx, input.subProjectId);
    // One proposal of a sub-project at a time; the partial unique index refuses a second open one.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(7003, hashtext(${subProject.id}))`;
    const moment = await momentOf(tx, subProject.year, null);
    failOn(checkWindow(moment, "placement"));
    const [seekers, rooms] = [
      await loadSeekers(tx, { subProjectId: subProject.id, state: "approved" }),
      await loadRooms(tx, subProject.id, moment.now),
    ];
    if (seekers.length === 0) fail("enrolments.nobody-to-place");
    if (rooms.length === 0) fail("enrolments.no-class-with-room");
    const seated = planPlacement(seekers, rooms);
    await tx.placementProposal.updateMany({
      where: { subProjectId: subProject.id, state: "proposed" },
      data: { state: "superseded" },
    });
    const proposalId = newId();
    await tx.placementProposal.create({
      data: { id: proposalId, subProjectId: subProject.id, state: "proposed", createdByName: actor.name },
      select: { id: true },
    });
    await tx.placementRow.createMany({ data: seated.map((row) => ({ proposalId, ...row })) });
    const placed = seated.filter((row) => row.classId !== null).length;
    const withoutPlace = seated.length - placed;
    await recordAudit(
      tx,
      actor,
      placementEvent("placement.proposed", proposalId, { subProject: subProject.code, placed, withoutPlace }),
    );
    return { proposalId, placed, withoutPlace };
  });
}
