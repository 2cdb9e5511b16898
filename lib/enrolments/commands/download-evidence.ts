import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { openFile } from "@/lib/files";
import { NotFound } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { evidenceEvent } from "../audit";
import { accessEvidence } from "../evidence-store";

/** Hands a file out to whoever may see the registration; every handing out leaves its trace. */
export async function downloadEvidence(
  actor: Actor,
  evidenceId: string,
): Promise<{ fileName: string; mediaType: string; bytes: Buffer }> {
  return transaction(actor, async (tx) => {
    authorise(actor, "enrolment.read");
    const evidence = await accessEvidence(tx, actor, evidenceId);
    const file = await openFile(tx, evidence.attachmentId);
    if (!file) throw new NotFound("file");
    await recordAudit(
      tx,
      actor,
      evidenceEvent("evidence.downloaded", evidence.id, {
        kind: evidence.kind,
        subProject: evidence.subProjectCode,
      }),
    );
    return file;
  });
}
