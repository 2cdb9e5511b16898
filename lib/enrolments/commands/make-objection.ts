import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { fail } from "@/lib/kernel/problem";
import { sendMessage } from "@/lib/notices";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { accessEnrolment } from "../access";
import { objectionEvent } from "../audit";
import { objectionUntil } from "../objection-store";
import type { MakeObjectionInput } from "../schema";
import { remember } from "../store";

/** The teacher, or the school on their behalf, objects to not being approved: once a decision, while its time runs. */
export async function makeObjection(
  actor: Actor,
  input: MakeObjectionInput,
): Promise<{ enrolmentId: string }> {
  return transaction(actor, async (tx) => {
    const enrolment = await accessEnrolment(tx, actor, "objection.create", input);
    const { id, state, decidedAt } = enrolment;
    if (state !== "rejected" || !decidedAt) return fail("enrolments.not-in-state", { state });
    const until = objectionUntil(decidedAt);
    if ((await businessNow(tx)) >= until)
      fail("enrolments.objection-too-late", { until: until.toISOString() });
    const made = await tx.$executeRaw`
      INSERT INTO objections (id, enrolment_id, decided_at, text, made_by_name, made_by_role)
      SELECT ${newId()}::uuid, e.id, e.decided_at, ${input.text}, ${actor.name}, ${actor.role} FROM enrolments e WHERE e.id = ${id}::uuid
      ON CONFLICT (enrolment_id, decided_at) DO NOTHING`;
    if (made !== 1) fail("enrolments.objection-made");
    const event = { kind: "objected", reasonText: input.text };
    await remember(tx, actor, [{ enrolmentId: id, from: state, to: state, event }]);
    await recordAudit(tx, actor, objectionEvent("objection.made", id));
    const [province] = await tx.$queryRaw<{ id: string }[]>`
      SELECT province_id AS id FROM enrolments WHERE id = ${id}::uuid`;
    if (province)
      await sendMessage(tx, {
        organisationId: province.id,
        kind: "objection-made",
        params: { subProject: enrolment.subProjectCode },
        href: `/programmes/${enrolment.year}/enrolments/${id}/objection`,
      });
    return { enrolmentId: id };
  });
}
