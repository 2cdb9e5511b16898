import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { fail, failOn, NotFound } from "@/lib/kernel/problem";
import { sendMessage } from "@/lib/notices";
import { type Tx, transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { accessSubProject } from "../access";
import { wishEvent } from "../audit";
import { checkLines } from "../rules";
import type { NominateTeacherInput } from "../schema";
import type { RawFacts } from "../seat-store";
import { checkWishesOpen, judgePerson } from "../wish-store";

type Proposed = { accountId: string | null; known: boolean; facts: RawFacts | null };

/** The school proposes one of its teachers; the teacher registers or declines. No seat is held. */
export async function nominateTeacher(
  actor: Actor,
  input: NominateTeacherInput,
): Promise<{ nominationId: string }> {
  const { key, ...request } = input;
  return transaction(actor, async (tx) => {
    authorise(actor, "nomination.create");
    return once(tx, actor, "nomination.create", key, request, async () => {
      const subProject = await accessSubProject(tx, input.subProjectId);
      const { accountId, known, facts } = await readTeacher(tx, actor, input);
      failOn(await checkWishesOpen(tx, subProject.year, actor.organisationId));
      if (known) fail("enrolments.nominated-already", {}, { field: "teacherId" });
      if (facts) failOn(checkLines(judgePerson(facts)));
      const nominationId = newId();
      await tx.$executeRaw`
        INSERT INTO nominations (id, year, teacher_id, school_id, sub_project_id, state, note, created_by_name)
        VALUES (${nominationId}::uuid, ${subProject.year}, ${input.teacherId}::uuid, ${actor.organisationId}::uuid,
          ${subProject.id}::uuid, 'open', ${input.note || null}, ${actor.name})`;
      await recordAudit(
        tx,
        actor,
        wishEvent("nomination.created", nominationId, {
          subProject: subProject.code,
          teacher: input.teacherId,
        }),
      );
      if (accountId)
        await sendMessage(tx, {
          accountId,
          kind: "teacher-nominated",
          params: { subProject: subProject.code },
          href: "/registration",
        });
      return { nominationId };
    });
  });
}

async function readTeacher(tx: Tx, actor: Actor, input: NominateTeacherInput): Promise<Proposed> {
  const [teacher] = await tx.$queryRaw<Proposed[]>`
    SELECT (SELECT p.account_id FROM appointments p WHERE p.teacher_id = t.id AND p.role = 'teacher' AND p.ends_at IS NULL LIMIT 1)
        AS "accountId",
      EXISTS (SELECT 1 FROM nominations n WHERE n.teacher_id = t.id AND n.sub_project_id = ${input.subProjectId}::uuid
        AND n.state = 'open') AS known,
      registration_facts(t.id, ${input.subProjectId}::uuid, NULL, NULL) AS facts
    FROM teachers t WHERE t.id = ${input.teacherId}::uuid AND t.school_id = ${actor.organisationId}::uuid`;
  if (!teacher) throw new NotFound("teacher");
  return teacher;
}
