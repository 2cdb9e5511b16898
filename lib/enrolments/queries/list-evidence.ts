import { type Actor, authorise, can } from "@/lib/access";
import { scoped } from "@/lib/platform/db";
import type { Criteria, EvidenceKind } from "@/lib/programmes/schema";
import { accessEvidencePlace, checkEvidenceOpen, isSubmitted } from "../evidence-store";
import type { EvidenceList } from "../views";

/** The files by which a teacher supports a registration in a sub-project, before it is submitted or after. */
export async function listEvidence(
  actor: Actor,
  asked: { teacherId: string; subProjectId: string },
): Promise<EvidenceList> {
  authorise(actor, "enrolment.read");
  const place = await accessEvidencePlace(scoped(actor), actor, asked);
  const wanted = place.criteria.evidence ?? [];
  return {
    subProject: { id: place.subProjectId, code: place.code, name: place.name, nameEn: place.nameEn },
    teacher: { id: place.teacherId, name: place.teacherName },
    rows: place.files.map((file) => {
      const addedAt = new Date(file.addedAt);
      return { ...file, addedAt, submitted: isSubmitted(place, addedAt) };
    }),
    kinds: kindsFor(place.criteria),
    lacking: wanted.filter((kind) => !place.files.some((file) => file.kind === kind)),
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
