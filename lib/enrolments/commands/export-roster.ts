import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { requireStepUp } from "@/lib/identity";
import { chinaDay } from "@/lib/kernel/dates";
import { newId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { classEvent } from "../audit";
import { loadRosterRows } from "../queries/get-roster";
import type { ExportRosterInput } from "../schema";
import type { ExportedRoster } from "../views";

/**
 * The people of an own class as a file. The number stands on every page of it and in the trail: a copy that turns up elsewhere leads
 * to who took it.
 */
export function exportRoster(actor: Actor, input: ExportRosterInput): Promise<ExportedRoster> {
  return transaction(actor, async (tx) => {
    authorise(actor, "roster.export");
    const known = await tx.trainingClass.findFirst({
      where: { id: input.classId, institutionId: actor.organisationId },
      select: {
        id: true,
        code: true,
        number: true,
        startsOn: true,
        endsOn: true,
        subProject: { select: { year: true, name: true } },
        institution: { select: { name: true } },
      },
    });
    if (!known) throw new NotFound("class");
    await requireStepUp(tx, actor);
    const rows = await loadRosterRows(tx, { classId: known.id });
    const at = await businessNow(tx);
    const number = `${known.code}-${chinaDay(at).replaceAll("-", "")}-${newId().slice(-6).toUpperCase()}`;
    const { format } = input;
    await recordAudit(
      tx,
      actor,
      classEvent("roster.exported", known.id, { class: known.code, format, people: rows.length, number }),
    );
    const { subProject, institution, number: classNumber, ...one } = known;
    return {
      ...one,
      classNumber,
      year: subProject.year,
      subProject: subProject.name,
      institution: institution.name,
      rows,
      by: actor.name,
      at,
      number,
    };
  });
}
