import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { NotFound } from "@/lib/kernel/problem";
import { keepOwnMobileIn } from "@/lib/notices";
import { transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { accessTeacher } from "../access";
import { teacherEvent } from "../audit";
import type { ConfirmOwnContactInput } from "../schema";
import { loadRecords, noteSources, refuseStale, withoutSealed, writeRecord } from "../store";

export type ConfirmedContact = { version: number; problems: number };

/** The person says to which number notices go. The same number again confirms it: its source becomes the person. */
export function confirmOwnContact(actor: Actor, input: ConfirmOwnContactInput): Promise<ConfirmedContact> {
  return transaction(actor, async (tx) => {
    const { id: teacherId } = await accessTeacher(
      tx,
      actor,
      "teacher.confirm-contact",
      actor.teacherId ?? "",
    );
    const { key, ...request } = input;
    return once(tx, actor, "teachers.confirm-contact", key, withoutSealed(request), async () => {
      const [record] = await loadRecords(tx, [teacherId]);
      if (!record) throw new NotFound("teacher");
      await refuseStale(tx, record, input.version);
      const saved = await writeRecord(tx, record, { mobile: input.mobile }, ["mobile"]);
      await noteSources(tx, [{ teacherId, fields: ["mobile"] }], "teacher", actor.name);
      await keepOwnMobileIn(tx, actor, input.mobile);
      const event = { fields: ["mobile" as const], problems: saved.problems.length };
      await recordAudit(tx, actor, teacherEvent("teacher.contact-confirmed", teacherId, event));
      return { version: saved.version, problems: saved.problems.length };
    });
  });
}
