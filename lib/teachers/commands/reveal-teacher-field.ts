import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { withinAllowance } from "@/lib/identity";
import { fail } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { accessTeacher } from "../access";
import { teacherEvent } from "../audit";
import type { RevealedField, RevealTeacherFieldInput } from "../schema";
import { loadRecords } from "../store";

/**
 * Opens one sealed field for one stated purpose, fifty times an hour at most. The trail keeps who, which field and why, never the
 * content.
 */
export async function revealTeacherField(
  actor: Actor,
  input: RevealTeacherFieldInput,
): Promise<RevealedField> {
  authorise(actor, "teacher.view-id-number");
  return withinAllowance(actor, "teachers.reveals", {}, () => reveal(actor, input));
}

function reveal(actor: Actor, input: RevealTeacherFieldInput): Promise<RevealedField> {
  return transaction(actor, async (tx) => {
    const { id } = await accessTeacher(tx, actor, "teacher.view-id-number", input.teacherId);
    const [record] = await loadRecords(tx, [id]);
    const value = record?.texts[input.field];
    if (!value) return fail("teachers.nothing-to-reveal", {}, { field: input.field });
    await recordAudit(
      tx,
      actor,
      teacherEvent("teacher.field-revealed", id, { field: input.field, purpose: input.purpose }),
    );
    return { field: input.field, value };
  });
}
