import type { Actor } from "@/lib/access";
import { reading } from "@/lib/platform/db";
import { enrolmentsInScope, ownTeacherId } from "../access";
import { showState } from "../lifecycle";
import type { EnrolmentState } from "../schema";
import { SUB_PROJECT_SHORT, toSubProjectShort } from "../store";
import type { MyRegistration } from "../views";

/** The teacher's own registrations of a year, newest first; there are never more than a few. */
export async function listMyRegistrations(actor: Actor, year: number): Promise<MyRegistration[]> {
  const scope = enrolmentsInScope(actor, "enrolment.read");
  const rows = await reading(actor, (tx) =>
    tx.enrolment.findMany({
      where: { AND: [scope, { teacherId: ownTeacherId(actor), year }] },
      orderBy: [{ submittedAt: "desc" }, { id: "desc" }],
      take: 50,
      select: {
        id: true,
        state: true,
        returnedTo: true,
        submittedAt: true,
        reasonText: true,
        version: true,
        card: { select: { code: true } },
        openClass: { select: { code: true } },
        class: { select: { code: true } },
        subProject: { select: SUB_PROJECT_SHORT },
      },
    }),
  );
  return rows.map((row) => ({
    id: row.id,
    subProject: toSubProjectShort(row.subProject),
    shown: showState(
      { state: row.state as EnrolmentState, returnedTo: row.returnedTo, open: row.card === null },
      actor.role,
    ),
    cardCode: (row.card ?? row.openClass)?.code ?? "",
    submittedAt: row.submittedAt,
    reasonText: row.reasonText,
    classCode: row.class?.code ?? null,
    version: row.version,
  }));
}
