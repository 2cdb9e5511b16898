import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { releaseFilesIn } from "@/lib/files";
import { fail, failOn, NotFound } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { evidenceEvent } from "../audit";
import { accessEvidence, accessEvidencePlace, checkEvidenceOpen, isSubmitted } from "../evidence-store";
import type { RemoveEvidenceInput } from "../schema";

/** A wrong file goes before it was submitted; afterwards it is part of what was judged. */
export async function removeEvidence(
  actor: Actor,
  input: RemoveEvidenceInput,
): Promise<{ evidenceId: string }> {
  return transaction(actor, async (tx) => {
    authorise(actor, "enrolment.attach");
    const evidence = await accessEvidence(tx, actor, input.evidenceId);
    const place = await accessEvidencePlace(tx, actor, evidence);
    failOn(checkEvidenceOpen(place));
    if (isSubmitted(place, evidence.addedAt)) fail("enrolments.evidence-submitted");
    const removed = await tx.$executeRaw`DELETE FROM enrolment_evidence WHERE id = ${evidence.id}::uuid`;
    if (removed !== 1) throw new NotFound("evidence");
    await releaseFilesIn(tx, [evidence.attachmentId]);
    await recordAudit(
      tx,
      actor,
      evidenceEvent("evidence.removed", evidence.id, {
        kind: evidence.kind,
        subProject: evidence.subProjectCode,
      }),
    );
    return { evidenceId: evidence.id };
  });
}
