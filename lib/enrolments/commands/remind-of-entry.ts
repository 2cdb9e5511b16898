import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { chinaDay } from "@/lib/kernel/dates";
import { fail, NotFound } from "@/lib/kernel/problem";
import { sendMessage } from "@/lib/notices";
import { businessNow } from "@/lib/platform/clock";
import { transaction } from "@/lib/platform/db";
import { wishEvent } from "../audit";
import type { WithdrawNominationInput } from "../schema";
import { accessNomination } from "../wish-store";

/** Tells the teacher again that what the school filled in waits to be looked at; at most once a day. */
export async function remindOfEntry(
  actor: Actor,
  input: WithdrawNominationInput,
): Promise<{ nominationId: string }> {
  return transaction(actor, async (tx) => {
    const nomination = await accessNomination(tx, actor, "nomination.create", input.nominationId);
    if (!nomination.prepared) throw new NotFound("entry");
    if (nomination.state !== "open") fail("enrolments.nomination-answered");
    const today = chinaDay(await businessNow(tx));
    const [told] = await tx.$queryRaw<{ accountId: string | null; registered: boolean }[]>`
      UPDATE nominations n SET reminded_on = ${today}::date
      WHERE n.id = ${nomination.id}::uuid AND n.reminded_on IS DISTINCT FROM ${today}::date
      RETURNING (SELECT p.account_id FROM appointments p WHERE p.teacher_id = n.teacher_id AND p.role = 'teacher'
          AND p.ends_at IS NULL LIMIT 1) AS "accountId",
        EXISTS (SELECT 1 FROM enrolments e WHERE e.teacher_id = n.teacher_id AND e.sub_project_id = n.sub_project_id
          AND e.state NOT IN ('withdrawn', 'replaced', 'rejected')) AS registered`;
    if (!told) fail("enrolments.entry-reminded-today");
    if (told.registered) fail("enrolments.nomination-answered");
    if (!told.accountId) fail("enrolments.entry-no-account");
    await recordAudit(
      tx,
      actor,
      wishEvent("nomination.reminded", nomination.id, { subProject: nomination.subProjectCode }),
    );
    await sendMessage(tx, {
      accountId: told.accountId,
      kind: "entry-waiting",
      params: { subProject: nomination.subProjectCode },
      href: "/registration",
    });
    return { nominationId: nomination.id };
  });
}
