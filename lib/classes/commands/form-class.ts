import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { dateColumn } from "@/lib/kernel/dates";
import { newId } from "@/lib/kernel/id";
import { failOn, problem } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { loadSubProject, momentOf, windowIsLate, windowProblems } from "@/lib/programmes";
import { accessDesignation } from "../access";
import { classFormed } from "../audit";
import { checkCapacity, checkPlan, classCode } from "../rules";
import type { FormClassInput, FormedClass } from "../schema";
import { lockDesignation, lockNumbering } from "../store";

/** Forms one class against a designation; late is possible until the class starts. */
export function formClass(actor: Actor, input: FormClassInput): Promise<FormedClass> {
  return transaction(actor, async (tx) => {
    const designation = await accessDesignation(tx, actor, input.designationId);
    return once(tx, actor, "classes.form", input.key, input, async () => {
      const subProject = await loadSubProject(tx, designation.subProjectId);
      const number = await lockNumbering(tx, subProject.id);
      const room = await lockDesignation(tx, designation.id);
      const { now, windows } = await momentOf(tx, subProject.year, actor.organisationId);
      failOn([
        ...(subProject.published ? [] : [problem("classes.not-published")]),
        ...windowProblems(windows["class-formation"], now, "class-formation"),
        ...checkPlan(input, windows.training, now),
        ...checkCapacity({ ...room, capacity: input.capacity }),
      ]);
      const late = windowIsLate(windows["class-formation"], now);
      const formed = {
        id: newId(),
        code: classCode(subProject.year, subProject.code, number),
        capacity: input.capacity,
      };
      await tx.trainingClass.create({
        data: {
          ...formed,
          designationId: designation.id,
          subProjectId: subProject.id,
          institutionId: designation.institutionId,
          number,
          mode: input.mode,
          startsOn: dateColumn(input.startsOn),
          endsOn: dateColumn(input.endsOn),
          days: input.days,
          hours: input.hours,
          place: input.place,
          state: "formed",
          formedAt: now,
        },
        select: { id: true },
      });
      await recordAudit(
        tx,
        actor,
        classFormed({ ...formed, startsOn: input.startsOn, endsOn: input.endsOn, late }),
      );
      return { id: formed.id, code: formed.code, late };
    });
  });
}
