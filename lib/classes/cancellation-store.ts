import { newId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import type { Tx } from "@/lib/platform/db";
import type { CancelReason, ClassState } from "./schema";
import { lockDesignation } from "./store";

export type HeldClass = {
  id: string;
  code: string;
  designationId: string;
  subProjectId: string;
  subProjectCode: string;
  institutionId: string;
  startsOn: Date;
  state: ClassState;
  version: number;
  /** The wish that waits for the office, if there is one. */
  requestId: string | null;
};

/**
 * For the command that moves the people of a class: holds its designation, then every class of its sub-project in the order of their
 * ids, so that no seat is given in any of them until the end of the transaction.
 */
export async function holdClassForCancellation(tx: Tx, classId: string): Promise<HeldClass> {
  const known = await tx.trainingClass.findUnique({
    where: { id: classId },
    select: { designationId: true, subProjectId: true },
  });
  if (!known) throw new NotFound("class");
  await lockDesignation(tx, known.designationId);
  await tx.$queryRaw`SELECT 1 FROM training_classes WHERE sub_project_id = ${known.subProjectId}::uuid ORDER BY id FOR UPDATE`;
  const { subProject, cancellations, ...held } = await tx.trainingClass.findUniqueOrThrow({
    where: { id: classId },
    select: {
      id: true,
      code: true,
      designationId: true,
      subProjectId: true,
      institutionId: true,
      startsOn: true,
      state: true,
      version: true,
      subProject: { select: { code: true } },
      cancellations: { where: { state: "requested" }, select: { id: true } },
    },
  });
  return {
    ...held,
    state: held.state as ClassState,
    subProjectCode: subProject.code,
    requestId: cancellations[0]?.id ?? null,
  };
}

type Decision = {
  held: HeldClass;
  into: { id: string; capacity: number } | null;
  reasonCode: CancelReason;
  reasonText: string;
  actor: { name: string; role: string };
  now: Date;
};

/** Cancels a held class that nobody sits in any more, and lets the one it is merged into grow. Called by the command of enrolments. */
export async function settleCancellation(tx: Tx, decision: Decision): Promise<void> {
  const { held, into, reasonCode, reasonText, actor, now } = decision;
  const outcome = {
    state: "done",
    reasonCode,
    reasonText,
    intoClassId: into?.id ?? null,
    decidedByName: actor.name,
    decidedAt: now,
  };
  if (held.requestId)
    await tx.classCancellation.update({
      where: { id: held.requestId },
      data: outcome,
      select: { id: true },
    });
  else
    await tx.classCancellation.create({
      data: {
        id: newId(),
        classId: held.id,
        requestedByName: actor.name,
        requestedByRole: actor.role,
        requestedAt: now,
        ...outcome,
      },
      select: { id: true },
    });
  await tx.trainingClass.update({
    where: { id: held.id },
    data: { state: "cancelled", version: { increment: 1 } },
    select: { id: true },
  });
  // Only after the cancelled class has given its seats of the designation free.
  if (into)
    await tx.trainingClass.update({
      where: { id: into.id },
      data: { capacity: into.capacity, version: { increment: 1 } },
      select: { id: true },
    });
}
