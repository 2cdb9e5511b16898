import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { chinaDay, dayOf } from "@/lib/kernel/dates";
import { newId } from "@/lib/kernel/id";
import { fail, failOn } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import { type Tx, transaction } from "@/lib/platform/db";
import { momentOf } from "@/lib/programmes";
import { placementEvent } from "../audit";
import { lockProposal } from "../placement-store";
import type { AcceptPlacementInput } from "../schema";
import { checkNotStarted, checkWindow } from "../store";

export type PlacementAccepted = { proposalId: string; placed: number };

/**
 * The office accepts a proposal: everybody in it who is still approved takes the proposed seat. Whoever has withdrawn or been
 * replaced since is passed over; classes are locked in the order of their ids, and the database refuses one seat too many.
 */
export async function acceptPlacement(actor: Actor, input: AcceptPlacementInput): Promise<PlacementAccepted> {
  authorise(actor, "placement.accept");
  return transaction(actor, async (tx) => {
    const proposal = await lockProposal(tx, input.proposalId);
    const moment = await momentOf(tx, proposal.subProject.year, null);
    if (proposal.state !== "proposed") fail("enrolments.proposal-superseded");
    const classes = await tx.trainingClass.findMany({
      where: { placements: { some: { proposalId: proposal.id } } },
      select: { id: true, startsOn: true },
    });
    failOn([
      ...checkWindow(moment, "placement"),
      ...checkNotStarted(
        moment.now,
        classes.map((known) => ({ startsOn: dayOf(known.startsOn) })),
      ),
    ]);
    const seated = await seat(tx, actor, proposal.id, moment.now);
    await tx.placementProposal.update({
      where: { id: proposal.id },
      data: { state: "accepted", acceptedByName: actor.name, acceptedAt: moment.now },
      select: { id: true },
    });
    await recordAudit(
      tx,
      actor,
      placementEvent("placement.accepted", proposal.id, {
        subProject: proposal.subProject.code,
        placed: seated.length,
      }),
    );
    await tell(tx, proposal.subProject, seated);
    return { proposalId: proposal.id, placed: seated.length };
  });
}

type SeatedPerson = { enrolmentId: string; teacherId: string; institutionId: string };

async function seat(tx: Tx, actor: Actor, proposalId: string, now: Date): Promise<SeatedPerson[]> {
  const today = chinaDay(now);
  await tx.$executeRaw`SELECT k.id FROM training_classes k
    WHERE k.id IN (SELECT class_id FROM placement_rows WHERE proposal_id = ${proposalId}::uuid) ORDER BY k.id FOR UPDATE`;
  const seated = await tx.$queryRaw<SeatedPerson[]>`
    UPDATE enrolments e SET state = 'placed', class_id = r.class_id, placed_at = ${now}, version = e.version + 1
    FROM placement_rows r JOIN training_classes k ON k.id = r.class_id
    WHERE r.proposal_id = ${proposalId}::uuid AND e.id = r.enrolment_id AND e.state = 'approved'
      AND k.state IN ('formed', 'notice-issued') AND k.starts_on > ${today}::date
    RETURNING e.id AS "enrolmentId", e.teacher_id AS "teacherId", k.institution_id AS "institutionId"`;
  await tx.enrolmentEvent.createMany({
    data: seated.map(({ enrolmentId }) => ({
      id: newId(),
      enrolmentId,
      kind: "placed",
      fromState: "approved",
      toState: "placed",
      actorName: actor.name,
      actorRole: actor.role,
      organisationName: actor.organisationName,
    })),
  });
  return seated;
}

/** The people who got a seat, and the institutions whose classes they fill. */
async function tell(
  tx: Tx,
  { code: subProject, year }: { code: string; year: number },
  seated: SeatedPerson[],
): Promise<void> {
  const accounts = await tx.appointment.findMany({
    where: { role: "teacher", endsAt: null, teacherId: { in: seated.map((person) => person.teacherId) } },
    select: { accountId: true, teacherId: true },
  });
  const enrolmentOf = new Map(seated.map((person) => [person.teacherId, person.enrolmentId]));
  const institutions = [...new Set(seated.map((person) => person.institutionId))];
  await sendMessages(tx, [
    ...accounts.map(({ accountId, teacherId }) => ({
      accountId,
      kind: "enrolment-placed" as const,
      params: { subProject },
      href: `/registration/${enrolmentOf.get(teacherId ?? "") ?? ""}`,
    })),
    ...institutions.map((organisationId) => ({
      organisationId,
      kind: "placement-accepted" as const,
      params: {
        subProject,
        count: seated.filter((person) => person.institutionId === organisationId).length,
      },
      href: `/programmes/${year}/classes`,
    })),
  ]);
}
