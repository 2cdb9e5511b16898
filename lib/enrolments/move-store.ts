import { chinaDay, dayOf } from "@/lib/kernel/dates";
import { sendMessages } from "@/lib/notices";
import type { MessageInput } from "@/lib/notices/schema";
import type { Tx } from "@/lib/platform/db";
import { releaseCardIn } from "@/lib/quotas";
import type { MoveInEffect } from "@/lib/teachers/move-views";
import { type EnrolmentForAct, enrolmentsOfMove } from "./access";
import { MOVED_SCHOOL } from "./move-schema";
import type { EnrolmentState } from "./schema";
import { type StepActor, move as step } from "./store";
import { lockPlaces } from "./waiting-store";

/** Not yet vouched for by the school, or with it again: with the teacher goes the one who could answer. */
const UNCONFIRMED: EnrolmentState[] = ["submitted", "returned"];

export type Settled = {
  withdrawn: EnrolmentForAct[];
  /** They stay, and the province says whether for good. */
  flagged: EnrolmentForAct[];
  /** They stay because their class has begun. */
  begun: EnrolmentForAct[];
};

/** The new school's officer, whose consent brings about what happens to the registrations. */
function actorOf(moved: MoveInEffect): StepActor {
  return { name: moved.acceptedByName, role: "school", organisationName: moved.toName };
}

/**
 * What lay with the former school on the day of a move: what the school had not confirmed ends and its seat is free there again; what
 * it had confirmed stays on its seat, flagged. Registrations that stand at the new school already, because the person has come back,
 * lose their flag. The record is locked, so nothing begins meanwhile; each row is locked in the order of ids.
 */
export async function settleEnrolmentsIn(tx: Tx, moved: MoveInEffect): Promise<Settled> {
  await tx.$executeRaw`UPDATE enrolments SET teacher_moved_at = NULL, move_kept_at = NULL, version = version + 1
    WHERE teacher_id = ${moved.teacherId}::uuid AND school_id = ${moved.toId}::uuid AND teacher_moved_at IS NOT NULL`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM enrolments WHERE teacher_id = ${moved.teacherId}::uuid AND school_id <> ${moved.toId}::uuid
      AND state IN ('submitted', 'returned', 'confirmed', 'approved', 'placed') ORDER BY id FOR UPDATE`;
  const enrolments = await enrolmentsOfMove(
    tx,
    rows.map(({ id }) => id),
  );
  const settled: Settled = { withdrawn: [], flagged: [], begun: [] };
  for (const enrolment of enrolments) {
    const ends = UNCONFIRMED.includes(enrolment.state);
    const begun = enrolment.classStartsOn !== null && dayOf(enrolment.classStartsOn) <= chinaDay(moved.at);
    if (ends) await endIn(tx, moved, enrolment);
    else await flagIn(tx, moved, enrolment, begun);
    settled[ends ? "withdrawn" : begun ? "begun" : "flagged"].push(enrolment);
  }
  return settled;
}

async function endIn(tx: Tx, moved: MoveInEffect, enrolment: EnrolmentForAct): Promise<void> {
  await step(
    tx,
    actorOf(moved),
    enrolment,
    "withdrawn",
    { endedAt: moved.at, returnedTo: null, reasonCode: MOVED_SCHOOL, reasonText: null },
    { kind: "ended-by-move", reasonCode: MOVED_SCHOOL },
  );
  // In open mode the place falls free by the change of state itself.
  if (enrolment.cardId) await releaseCardIn(tx, actorOf(moved), { cardId: enrolment.cardId });
}

async function flagIn(
  tx: Tx,
  moved: MoveInEffect,
  enrolment: EnrolmentForAct,
  begun: boolean,
): Promise<void> {
  await step(
    tx,
    actorOf(moved),
    enrolment,
    enrolment.state,
    { teacherMovedAt: moved.at, moveKeptAt: begun ? moved.at : null },
    { kind: begun ? "teacher-moved-begun" : "teacher-moved", reasonCode: MOVED_SCHOOL },
  );
}

/** Proposals of the former school, with what it had filled in. */
export async function closeNominationsIn(tx: Tx, moved: MoveInEffect): Promise<number> {
  return tx.$executeRaw`UPDATE nominations SET state = 'withdrawn', end_reason = ${MOVED_SCHOOL}, ended_at = ${moved.at}
    WHERE teacher_id = ${moved.teacherId}::uuid AND school_id <> ${moved.toId}::uuid AND state = 'open'`;
}

/** Stands in lines: the former school would have to confirm what came of them. Each class's places are locked before its stands. */
export async function closeStandsIn(tx: Tx, moved: MoveInEffect): Promise<number> {
  const classes = await tx.$queryRaw<{ classId: string }[]>`
    SELECT DISTINCT class_id AS "classId" FROM waiting_entries WHERE teacher_id = ${moved.teacherId}::uuid
      AND school_id <> ${moved.toId}::uuid AND state IN ('waiting', 'offered') ORDER BY class_id`;
  let closed = 0;
  for (const { classId } of classes) {
    await lockPlaces(tx, classId);
    const ended = await tx.$queryRaw<{ offered: boolean }[]>`
      UPDATE waiting_entries SET state = 'expired', end_reason = ${MOVED_SCHOOL}, ended_at = ${moved.at}
      WHERE teacher_id = ${moved.teacherId}::uuid AND school_id <> ${moved.toId}::uuid AND class_id = ${classId}::uuid
        AND state IN ('waiting', 'offered') RETURNING offered_at IS NOT NULL AS offered`;
    const held = ended.filter(({ offered }) => offered).length;
    await tx.$executeRaw`UPDATE open_places SET used = used - ${held}::int, waiting = waiting - ${ended.length - held}::int
      WHERE class_id = ${classId}::uuid`;
    closed += ended.length;
  }
  return closed;
}

/** Both schools, the person, and the provinces that have to decide; each with the page where they go on. */
export async function tellOfMove(
  tx: Tx,
  moved: MoveInEffect,
  settled: Settled,
  closed: { proposals: number; stands: number; bound: number },
): Promise<void> {
  const { withdrawn, flagged, begun } = settled;
  const from = { from: moved.fromName, fromEn: moved.fromNameEn };
  const to = { to: moved.toName, toEn: moved.toNameEn };
  const stays = flagged.length + begun.length;
  const messages: MessageInput[] = [
    {
      organisationId: moved.fromId,
      kind: "teacher-moved-out",
      params: { ...to, ended: withdrawn.length, stays, ...closed },
      href: "/teachers/moves",
    },
    {
      organisationId: moved.toId,
      kind: "teacher-moved-in",
      params: { ...from, stays },
      href: `/teachers/${moved.teacherId}`,
    },
    ...flagged.map(
      (enrolment): MessageInput => ({
        organisationId: enrolment.provinceId,
        kind: "moved-enrolment-waiting",
        params: { subProject: enrolment.subProjectCode, card: enrolment.cardCode, ...from },
        href: `/programmes/${enrolment.year}/enrolments/${enrolment.id}`,
      }),
    ),
  ];
  const { accountId } = moved;
  if (accountId)
    messages.push(
      { accountId, kind: "own-move-effective", params: { ...to, stays, ...closed }, href: "/teachers/me" },
      ...withdrawn.map(
        (enrolment): MessageInput => ({
          accountId,
          kind: "enrolment-ended-by-move",
          params: { subProject: enrolment.subProjectCode, ...to },
          href: `/registration/${enrolment.id}`,
        }),
      ),
    );
  await sendMessages(tx, messages);
}
