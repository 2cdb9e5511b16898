import { recordAudit, SYSTEM } from "@/lib/audit";
import { releaseFilesIn } from "@/lib/files";
import { transaction } from "@/lib/platform/db";
import { evidenceEvent } from "../audit";

/** Files that were added in the hope of a registration which never came go a month after the last window has shut. */
export async function dropUnusedEvidence(): Promise<{ files: number }> {
  return transaction(null, async (tx) => {
    const rows = await tx.$queryRaw<{ attachmentId: string }[]>`
      DELETE FROM enrolment_evidence v USING sub_projects s, teachers t
      WHERE s.id = v.sub_project_id AND t.id = v.teacher_id
        AND NOT EXISTS (SELECT 1 FROM enrolments e WHERE e.teacher_id = v.teacher_id AND e.sub_project_id = v.sub_project_id)
        AND business_now() > (SELECT max(w.closes_at) FROM windows_for(s.year, t.school_id) w
          WHERE w.key IN ('registration', 'supplement')) + interval '30 days'
      RETURNING v.attachment_id AS "attachmentId"`;
    if (rows.length === 0) return { files: 0 };
    await releaseFilesIn(
      tx,
      rows.map((row) => row.attachmentId),
    );
    await recordAudit(tx, SYSTEM, evidenceEvent("evidence.dropped", "unused", { files: rows.length }));
    return { files: rows.length };
  });
}
