import { type Actor, authorise, can } from "@/lib/access";
import { db } from "@/lib/platform/db";
import type { Criteria, EvidenceKind } from "@/lib/programmes/schema";
import { accessEvidencePlace, checkEvidenceOpen, isSubmitted } from "../evidence-store";
import type { EvidenceList, EvidenceRow } from "../views";

/** The files by which a teacher supports a registration in a sub-project, before it is submitted or after. */
export async function listEvidence(
  actor: Actor,
  asked: { teacherId: string; subProjectId: string },
): Promise<EvidenceList> {
  authorise(actor, "enrolment.read");
  const place = await accessEvidencePlace(db(), actor, asked);
  const found = await db().$queryRaw<Omit<EvidenceRow, "submitted">[]>`
    SELECT v.id, v.kind, a.file_name AS "fileName", a.size_bytes AS "sizeBytes", v.added_by_name AS "addedByName",
      v.added_by_role AS "addedByRole", v.added_at AS "addedAt"
    FROM enrolment_evidence v JOIN attachments a ON a.id = v.attachment_id
    WHERE v.teacher_id = ${place.teacherId}::uuid AND v.sub_project_id = ${place.subProjectId}::uuid
    ORDER BY v.added_at, v.id`;
  const wanted = place.criteria.evidence ?? [];
  return {
    subProject: { id: place.subProjectId, code: place.code, name: place.name, nameEn: place.nameEn },
    teacher: { id: place.teacherId, name: place.teacherName },
    rows: found.map((row) => ({ ...row, submitted: isSubmitted(place, row.addedAt) })),
    kinds: kindsFor(place.criteria),
    lacking: wanted.filter((kind) => !found.some((row) => row.kind === kind)),
    open: can(actor, "enrolment.attach") && checkEvidenceOpen(place).length === 0,
  };
}

function kindsFor(criteria: Criteria): EvidenceKind[] {
  const supporting: EvidenceKind[] = [
    ...(criteria.minTitle ? (["title-certificate"] as const) : []),
    ...(criteria.notTrainedInGroupWithinYears ? (["training-record"] as const) : []),
    "other",
  ];
  return [...new Set([...(criteria.evidence ?? []), ...supporting])];
}
