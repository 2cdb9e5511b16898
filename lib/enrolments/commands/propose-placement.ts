import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { chinaDay, dayOf } from "@/lib/kernel/dates";
import { newId } from "@/lib/kernel/id";
import { fail, failOn } from "@/lib/kernel/problem";
import { type Tx, transaction } from "@/lib/platform/db";
import { momentOf } from "@/lib/programmes";
import { accessSubProject } from "../access";
import { placementEvent } from "../audit";
import { planPlacement, type Room, type Seeker } from "../rules";
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
    const moment = await momentOf(tx, subProject.year);
    failOn(checkWindow(moment, "placement"));
    const [seekers, rooms] = [
      await loadSeekers(tx, subProject.id),
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

/** Approved people without a class, with the days on which another registration of theirs already sits in one. */
async function loadSeekers(tx: Tx, subProjectId: string): Promise<Seeker[]> {
  const rows = await tx.enrolment.findMany({
    where: { subProjectId, state: "approved" },
    orderBy: [{ submittedAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      submittedAt: true,
      preferences: true,
      teacher: {
        select: {
          enrolments: {
            where: { state: "placed" },
            select: { class: { select: { startsOn: true, endsOn: true } } },
          },
        },
      },
    },
  });
  return rows.map((row) => ({
    enrolmentId: row.id,
    submittedAt: row.submittedAt,
    preferences: row.preferences,
    taken: row.teacher.enrolments.flatMap((other) =>
      other.class ? [{ startsOn: dayOf(other.class.startsOn), endsOn: dayOf(other.class.endsOn) }] : [],
    ),
  }));
}

/** Formed classes that have not begun, with the seats still free in them. */
async function loadRooms(tx: Tx, subProjectId: string, now: Date): Promise<Room[]> {
  const rows = await tx.trainingClass.findMany({
    where: { subProjectId, state: { in: ["formed", "notice-issued"] } },
    orderBy: { number: "asc" },
    select: {
      id: true,
      startsOn: true,
      endsOn: true,
      capacity: true,
      _count: { select: { enrolments: { where: { state: { in: ["placed", "completed"] } } } } },
    },
  });
  const today = chinaDay(now);
  return rows
    .map((row) => ({
      classId: row.id,
      startsOn: dayOf(row.startsOn),
      endsOn: dayOf(row.endsOn),
      free: row.capacity - row._count.enrolments,
    }))
    .filter((room) => room.free > 0 && room.startsOn > today);
}
