import type { Actor } from "@/lib/access";
import { NotFound, type Problem, problem } from "@/lib/kernel/problem";
import { Prisma, type Reader, type Statements } from "@/lib/platform/db";
import type { Criteria, EvidenceKind } from "@/lib/programmes/schema";
import { enrolmentsInScopeSql } from "./access";
import { objectionUntil } from "./objection-store";
import type { EnrolmentState } from "./schema";

export type EvidencePlace = {
  teacherId: string;
  teacherName: string;
  subProjectId: string;
  year: number;
  code: string;
  name: string;
  nameEn: string;
  criteria: Criteria;
  /** Of the newest registration of this teacher in this sub-project. */
  state: EnrolmentState | null;
  /** Or, where it came later, when the last decision was objected to. */
  submittedAt: Date | null;
  decidedAt: Date | null;
  objected: boolean;
  /** When the last window ends in which something can be submitted. */
  closesAt: Date | null;
  now: Date;
  files: KeptEvidence[];
};

type KeptEvidence = {
  id: string;
  kind: EvidenceKind;
  fileName: string;
  sizeBytes: number;
  addedByName: string;
  addedByRole: string;
  /** ISO instant of business time. */
  addedAt: string;
};

/**
 * A teacher's own, those of the own school's people, and whoever may see a registration of this teacher in this sub-project. Papers go
 * with the person: a school that the teacher has left does not see them any more, though it has the registration.
 */
function mayLook(actor: Actor): Prisma.Sql {
  const registrations = enrolmentsInScopeSql(actor, "enrolment.read");
  if (actor.role === "school") return Prisma.sql`t.school_id = ${actor.organisationId}::uuid`;
  const own = actor.role === "teacher" ? Prisma.sql`t.id = ${actor.teacherId}::uuid` : Prisma.sql`false`;
  return Prisma.sql`(${own} OR EXISTS (SELECT 1 FROM enrolments e
    WHERE e.teacher_id = t.id AND e.sub_project_id = s.id AND ${registrations}))`;
}

/** One teacher and one published sub-project as evidence looks at them, with the files there are; out of scope is not found. */
export async function accessEvidencePlace(
  reader: Statements,
  actor: Actor,
  { teacherId, subProjectId }: { teacherId: string; subProjectId: string },
): Promise<EvidencePlace> {
  const [place] = await reader.$queryRaw<EvidencePlace[]>`
    SELECT t.id AS "teacherId", t.name AS "teacherName", s.id AS "subProjectId", s.year, s.code, s.short_name AS name,
      s.short_name_en AS "nameEn", s.criteria, last.state, last.submitted_at AS "submittedAt", last.decided_at AS "decidedAt",
      COALESCE(last.objected, false) AS objected, business_now() AS now,
      (SELECT max(w.closes_at) FROM windows_for(s.year, t.school_id) w WHERE w.key IN ('registration', 'supplement')) AS "closesAt",
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', v.id, 'kind', v.kind, 'fileName', a.file_name, 'sizeBytes', a.size_bytes,
          'addedByName', v.added_by_name, 'addedByRole', v.added_by_role, 'addedAt', v.added_at) ORDER BY v.added_at, v.id)
        FROM enrolment_evidence v JOIN attachments a ON a.id = v.attachment_id
        WHERE v.teacher_id = t.id AND v.sub_project_id = s.id), '[]') AS files
    FROM teachers t CROSS JOIN sub_projects s JOIN programme_years y ON y.year = s.year AND y.state = 'published'
    LEFT JOIN LATERAL (SELECT e.state, e.decided_at, o.id IS NOT NULL AS objected, GREATEST(e.submitted_at, o.made_at) AS submitted_at
      FROM enrolments e LEFT JOIN objections o ON o.enrolment_id = e.id AND o.decided_at = e.decided_at
      WHERE e.teacher_id = t.id AND e.sub_project_id = s.id
      ORDER BY e.submitted_at DESC, e.id DESC LIMIT 1) last ON true
    WHERE t.id = ${teacherId}::uuid AND s.id = ${subProjectId}::uuid AND ${mayLook(actor)}`;
  if (!place) throw new NotFound("evidence");
  return place;
}

export type EvidenceForAct = {
  id: string;
  teacherId: string;
  subProjectId: string;
  subProjectCode: string;
  attachmentId: string;
  kind: EvidenceKind;
  addedAt: Date;
};

/** One file in scope. Removing takes its row, so that two removals do not meet. */
export async function accessEvidence(
  reader: Reader,
  actor: Actor,
  evidenceId: string,
): Promise<EvidenceForAct> {
  const [row] = await reader.$queryRaw<EvidenceForAct[]>`
    SELECT v.id, v.teacher_id AS "teacherId", v.sub_project_id AS "subProjectId", s.code AS "subProjectCode",
      v.attachment_id AS "attachmentId", v.kind, v.added_at AS "addedAt"
    FROM enrolment_evidence v JOIN teachers t ON t.id = v.teacher_id JOIN sub_projects s ON s.id = v.sub_project_id
    WHERE v.id = ${evidenceId}::uuid AND ${mayLook(actor)}`;
  if (!row) throw new NotFound("evidence");
  return row;
}

const OPEN: (EnrolmentState | null)[] = [null, "submitted", "returned", "withdrawn", "replaced"];

/**
 * Files may be added before a registration, to one that the school has not vouched for yet or that came back, and in support of an
 * objection that is still to be made.
 */
export function checkEvidenceOpen({ state, closesAt, now, decidedAt, objected }: EvidencePlace): Problem[] {
  if (state === "rejected" && decidedAt && !objected && now < objectionUntil(decidedAt)) return [];
  const inTime = closesAt !== null && now < closesAt;
  return OPEN.includes(state) && inTime ? [] : [problem("enrolments.evidence-closed")];
}

/** What was there at the last submission is part of what is judged. */
export function isSubmitted(place: Pick<EvidencePlace, "submittedAt">, addedAt: Date): boolean {
  return place.submittedAt !== null && addedAt <= place.submittedAt;
}
