import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { type HeldClass, holdClassForCancellation, settleCancellation } from "@/lib/classes";
import { dayOf } from "@/lib/kernel/dates";
import { fail, failOn } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import type { MessageInput } from "@/lib/notices/schema";
import { businessNow } from "@/lib/platform/clock";
import { type Tx, transaction } from "@/lib/platform/db";
import { classEvent } from "../audit";
import { type CancellationPlan, planCancellation } from "../cancellation-store";
import type { CancelClassInput } from "../schema";
import { checkNotStarted, remember } from "../store";

export type ClassCancelled = { classId: string; moved: number; back: number };

/**
 * The national office cancels a class before it begins, of its own accord or because its institution asked. Its people go back to be
 * placed, or straight into other classes with room, or all into the one it is merged with; exactly as the plan said that was looked
 * at. No seat moves: cards and accounts stay as they are, and what somebody acknowledged of this class counts no more.
 * Lock order: designation, classes of the sub-project by id, enrolments.
 */
export async function cancelClass(actor: Actor, input: CancelClassInput): Promise<ClassCancelled> {
  authorise(actor, "class.cancel");
  return transaction(actor, async (tx) => {
    const held = await holdClassForCancellation(tx, input.classId);
    if (held.state === "cancelled") fail("classes.cancelled");
    const now = await businessNow(tx);
    failOn(checkNotStarted(now, [{ startsOn: dayOf(held.startsOn) }]));
    const plan = await planCancellation(tx, { ...held, ...input, now });
    if (plan.digest !== input.plan) fail("enrolments.plan-changed");
    const { reasonCode, reasonText } = input;
    const left = await takeOut(tx, held.id);
    await settleCancellation(tx, { held, into: plan.into, reasonCode, reasonText, actor, now });
    await seatElsewhere(tx, plan, now);
    // A proposal made with this class in view would seat people nobody has looked at again.
    await tx.placementProposal.updateMany({
      where: { subProjectId: held.subProjectId, state: "proposed" },
      data: { state: "superseded" },
    });
    const seats = new Map(plan.rows.map((row) => [row.enrolmentId, row.classId]));
    await remember(
      tx,
      actor,
      left.map(({ enrolmentId }) => {
        const stays = seats.get(enrolmentId) ?? null;
        const event = { kind: stays ? "class-moved" : "class-cancelled", reasonCode, reasonText };
        return {
          enrolmentId,
          from: "placed" as const,
          to: stays ? ("placed" as const) : ("approved" as const),
          event,
        };
      }),
    );
    const moved = plan.rows.filter((row) => row.classId !== null).length;
    const back = left.length - moved;
    await recordAudit(
      tx,
      actor,
      classEvent("class.cancelled", held.id, {
        class: held.code,
        reasonCode,
        moved,
        back,
        ...(plan.into ? { into: plan.into.id } : {}),
      }),
    );
    await sendMessages(tx, await messages(tx, held, left, seats));
    return { classId: held.id, moved, back };
  });
}

type Left = { enrolmentId: string; schoolId: string; provinceId: string; accountId: string | null };

/** Everybody of the class is approved and without a class again. */
async function takeOut(tx: Tx, classId: string): Promise<Left[]> {
  return tx.$queryRaw<Left[]>`
    UPDATE enrolments e SET state = 'approved', class_id = NULL, placed_at = NULL, acknowledged_at = NULL, version = e.version + 1
    WHERE e.class_id = ${classId}::uuid AND e.state = 'placed'
    RETURNING e.id AS "enrolmentId", e.school_id AS "schoolId", e.province_id AS "provinceId",
      (SELECT p.account_id FROM appointments p WHERE p.teacher_id = e.teacher_id AND p.role = 'teacher' AND p.ends_at IS NULL LIMIT 1)
        AS "accountId"`;
}

async function seatElsewhere(tx: Tx, plan: CancellationPlan, now: Date): Promise<void> {
  const rows = plan.rows.flatMap(({ enrolmentId, classId }) =>
    classId ? [{ enrolment_id: enrolmentId, class_id: classId }] : [],
  );
  const seated = await tx.$executeRaw`
    UPDATE enrolments e SET state = 'placed', class_id = r.class_id, placed_at = ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (enrolment_id uuid, class_id uuid)
    WHERE e.id = r.enrolment_id AND e.state = 'approved'`;
  if (seated !== rows.length) fail("enrolments.plan-changed");
}

/** Each person, their schools and provinces, the institution, and those whose classes take people in. */
async function messages(
  tx: Tx,
  held: HeldClass,
  left: Left[],
  seats: Map<string, string | null>,
): Promise<MessageInput[]> {
  const taking = await tx.trainingClass.findMany({
    where: { id: { in: [...seats.values()].filter((id) => id !== null) } },
    select: { id: true, code: true, institutionId: true },
  });
  const classCode = held.code;
  const people = left.flatMap(({ accountId, enrolmentId }): MessageInput[] => {
    if (!accountId) return [];
    const into = taking.find((one) => one.id === seats.get(enrolmentId));
    if (!into)
      return [
        { accountId, kind: "class-cancelled", params: { classCode }, href: `/registration/${enrolmentId}` },
      ];
    const params = { classCode, into: into.code };
    return [{ accountId, kind: "class-moved", params, href: `/classes/${into.id}/notice` }];
  });
  const bodies = [...left.map((one) => one.schoolId), ...left.map((one) => one.provinceId)];
  const told = (organisationId: string, concerned: Left[]): MessageInput => ({
    organisationId,
    kind: "class-cancelled-people",
    params: {
      classCode,
      count: concerned.length,
      moved: concerned.filter((one) => seats.get(one.enrolmentId)).length,
    },
    href: `/classes/${held.id}`,
  });
  return [
    ...people,
    ...[...new Set(bodies)].map((id) =>
      told(
        id,
        left.filter((one) => one.schoolId === id || one.provinceId === id),
      ),
    ),
    told(held.institutionId, left),
    ...taking.map(
      ({ id, code, institutionId }): MessageInput => ({
        organisationId: institutionId,
        kind: "class-joined",
        params: {
          classCode: code,
          from: classCode,
          count: [...seats.values()].filter((classId) => classId === id).length,
        },
        href: `/classes/${id}/roster`,
      }),
    ),
  ];
}
