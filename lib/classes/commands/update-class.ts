import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { dateColumn } from "@/lib/kernel/dates";
import { fail, failOn } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { momentOf } from "@/lib/programmes";
import { accessOwnClass } from "../access";
import { classUpdated } from "../audit";
import { checkCapacity, checkChangeable, checkNotStarted, checkPlan } from "../rules";
import type { UpdateClassInput } from "../schema";
import { lockDesignation } from "../store";

/** Changes dates, place, mode or capacity until the opening notice is out. */
export function updateClass(actor: Actor, input: UpdateClassInput): Promise<{ id: string; version: number }> {
  return transaction(actor, async (tx) => {
    const found = await accessOwnClass(tx, actor, "class.form", input.id);
    failOn(checkChangeable(found.state));
    if (found.version !== input.version) fail("common.stale", { version: found.version });
    const room = await lockDesignation(tx, found.designationId, found.id);
    const { now, windows } = await momentOf(tx, found.year, actor.organisationId);
    const started = checkNotStarted(found.startsOn, now);
    failOn([
      ...(started.length > 0 ? started : checkPlan(input, windows.training, now)),
      ...checkCapacity({ ...room, capacity: input.capacity }),
    ]);
    const { count } = await tx.trainingClass.updateMany({
      where: { id: found.id, version: input.version, state: { in: ["planned", "formed"] } },
      data: {
        mode: input.mode,
        startsOn: dateColumn(input.startsOn),
        endsOn: dateColumn(input.endsOn),
        days: input.days,
        hours: input.hours,
        place: input.place,
        capacity: input.capacity,
        version: { increment: 1 },
      },
    });
    if (count === 0) fail("common.stale", { version: found.version });
    const { startsOn, endsOn, capacity } = input;
    const version = input.version + 1;
    await recordAudit(
      tx,
      actor,
      classUpdated({ id: found.id, code: found.code, version, startsOn, endsOn, capacity }),
    );
    return { id: found.id, version };
  });
}
