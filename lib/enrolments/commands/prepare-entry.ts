import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { fail, failOn, NotFound } from "@/lib/kernel/problem";
import { sendMessage } from "@/lib/notices";
import { type Tx, transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { accessSubProject } from "../access";
import { wishEvent } from "../audit";
import { checkLines, checkPreferences } from "../rules";
import type { PrepareEntryInput } from "../schema";
import type { RawFacts } from "../seat-store";
import { checkWishesOpen, judgePerson } from "../wish-store";

/**
 * The clerk fills in what a registration asks for beside the record, and the teacher looks, changes and sends it, or declines. It is
 * a proposal that says more: it holds no seat and registers nobody. Filled in again, the newer one counts.
 */
export async function prepareEntry(
  actor: Actor,
  input: PrepareEntryInput,
): Promise<{ nominationId: string }> {
  const { key, ...request } = input;
  return transaction(actor, async (tx) => {
    authorise(actor, "nomination.create");
    return once(tx, actor, "nomination.prepare", key, request, async () => {
      const subProject = await accessSubProject(tx, input.subProjectId);
      const { accountId, mode, facts } = await readTeacher(tx, actor, input);
      if (mode === "open") fail("enrolments.entry-open-mode");
      failOn(await checkWishesOpen(tx, subProject.year, actor.organisationId));
      if (!facts) throw new NotFound("sub-project");
      const classes = facts.classes.map((known) => known.id);
      failOn([...checkLines(judgePerson(facts)), ...checkPreferences(input.preferences, classes)]);
      const [row] = await tx.$queryRaw<{ id: string }[]>`
        INSERT INTO nominations AS n (id, year, teacher_id, school_id, sub_project_id, state, note, created_by_name,
          prepared_at, prepared_by_name, preferences, commitment)
        VALUES (${newId()}::uuid, ${subProject.year}, ${input.teacherId}::uuid, ${actor.organisationId}::uuid, ${subProject.id}::uuid,
          'open', ${input.note || null}, ${actor.name}, business_now(), ${actor.name}, ${input.preferences}::uuid[],
          ${input.commitment || null})
        ON CONFLICT (teacher_id, sub_project_id) WHERE state = 'open' DO UPDATE SET note = EXCLUDED.note,
          prepared_at = EXCLUDED.prepared_at, prepared_by_name = EXCLUDED.prepared_by_name, preferences = EXCLUDED.preferences,
          commitment = EXCLUDED.commitment, reminded_on = NULL
          WHERE n.school_id = EXCLUDED.school_id
        RETURNING n.id`;
      if (!row) throw new NotFound("teacher");
      await recordAudit(
        tx,
        actor,
        wishEvent("nomination.prepared", row.id, {
          subProject: subProject.code,
          teacher: input.teacherId,
          filledIn: [
            ...(input.preferences.length > 0 ? ["preferences"] : []),
            ...(input.commitment ? ["commitment"] : []),
          ],
        }),
      );
      if (accountId)
        await sendMessage(tx, {
          accountId,
          kind: "entry-prepared",
          params: { subProject: subProject.code },
          href: "/registration",
        });
      return { nominationId: row.id };
    });
  });
}

type Teacher = { accountId: string | null; mode: string; facts: RawFacts | null };

async function readTeacher(tx: Tx, actor: Actor, input: PrepareEntryInput): Promise<Teacher> {
  const [teacher] = await tx.$queryRaw<Teacher[]>`
    SELECT (SELECT p.account_id FROM appointments p WHERE p.teacher_id = t.id AND p.role = 'teacher' AND p.ends_at IS NULL LIMIT 1)
        AS "accountId",
      (SELECT s.mode FROM sub_projects s WHERE s.id = ${input.subProjectId}::uuid) AS mode,
      registration_facts(t.id, ${input.subProjectId}::uuid, NULL, NULL) AS facts
    FROM teachers t WHERE t.id = ${input.teacherId}::uuid AND t.school_id = ${actor.organisationId}::uuid`;
  if (!teacher) throw new NotFound("teacher");
  return teacher;
}
