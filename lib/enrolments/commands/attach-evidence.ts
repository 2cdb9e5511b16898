import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { discardFile, holdFileIn, receiveFile } from "@/lib/files";
import type { KeptFile } from "@/lib/files/schema";
import { newId } from "@/lib/kernel/id";
import { failOn, problem } from "@/lib/kernel/problem";
import { scoped, type Tx, transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { evidenceEvent } from "../audit";
import { accessEvidencePlace, checkEvidenceOpen } from "../evidence-store";
import { type AttachEvidenceInput, MOST_EVIDENCE } from "../schema";

/**
 * A teacher or the school's clerk adds a paper to a registration. Who and when are decided before the bytes are kept, and again
 * in the transaction that holds them; bytes whose act did not happen are taken back.
 */
export async function attachEvidence(
  actor: Actor,
  input: AttachEvidenceInput,
): Promise<{ evidenceId: string; attachmentId: string }> {
  authorise(actor, "enrolment.attach");
  failOn(checkEvidenceOpen(await accessEvidencePlace(scoped(actor), actor, input)));
  const file = await receiveFile(input.file);
  try {
    const answer = await transaction(actor, (tx) => keepIn(tx, actor, input, file));
    if (answer.attachmentId !== file.id) await discardFile(file.id);
    return answer;
  } catch (error) {
    await discardFile(file.id);
    throw error;
  }
}

function keepIn(tx: Tx, actor: Actor, input: AttachEvidenceInput, file: KeptFile) {
  const { teacherId, subProjectId, kind } = input;
  const request = { teacherId, subProjectId, kind, sha256: file.sha256 };
  return once(tx, actor, "evidence.attach", input.key, request, async () => {
    const place = await accessEvidencePlace(tx, actor, input);
    failOn(checkEvidenceOpen(place));
    const evidenceId = newId();
    await holdFileIn(tx, file);
    const added = await tx.$executeRaw`
      INSERT INTO enrolment_evidence (id, teacher_id, sub_project_id, slot, kind, attachment_id, added_by_name, added_by_role)
      SELECT ${evidenceId}::uuid, ${teacherId}::uuid, ${subProjectId}::uuid, min(n), ${kind}, ${file.id}::uuid, ${actor.name}, ${actor.role}
      FROM generate_series(1, ${MOST_EVIDENCE}::int) n
      WHERE NOT EXISTS (SELECT 1 FROM enrolment_evidence v
        WHERE v.teacher_id = ${teacherId}::uuid AND v.sub_project_id = ${subProjectId}::uuid AND v.slot = n)
      HAVING min(n) IS NOT NULL`;
    failOn(added === 1 ? [] : [problem("enrolments.evidence-enough", { most: MOST_EVIDENCE })]);
    await recordAudit(
      tx,
      actor,
      evidenceEvent("evidence.attached", evidenceId, { kind, subProject: place.code, sha256: file.sha256 }),
    );
    return { evidenceId, attachmentId: file.id };
  });
}
