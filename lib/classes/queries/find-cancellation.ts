import { type Actor, authorise } from "@/lib/access";
import { isId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import { classesInScope } from "../access";
import type { CancelReason } from "../schema";
import type { Cancellation } from "../views";

/**
 * Why a class does not run, for everybody who reads the class; the wish that it shall not, and the refusal of one, only for its
 * institution and national readers. The latest one; null where there is none.
 */
export async function findCancellation(actor: Actor, classId: string): Promise<Cancellation | null> {
  const scope = classesInScope(actor, authorise(actor, "class.read"));
  if (!isId(classId)) return null;
  const everything = ["institution", "office", "ministry", "auditor"].includes(actor.role);
  const row = await db().classCancellation.findFirst({
    where: { classId, class: scope, ...(everything ? {} : { state: "done" }) },
    orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
    select: {
      id: true,
      classId: true,
      state: true,
      reasonCode: true,
      reasonText: true,
      requestedByName: true,
      requestedByRole: true,
      requestedAt: true,
      decidedByName: true,
      decisionText: true,
      decidedAt: true,
      intoClass: { select: { id: true, code: true, number: true } },
    },
  });
  if (!row) return null;
  const { intoClass, ...rest } = row;
  return {
    ...rest,
    state: row.state as Cancellation["state"],
    reasonCode: row.reasonCode as CancelReason,
    into: intoClass,
  };
}
