import type { Actor } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { fail, NotFound } from "@/lib/kernel/problem";
import { type Statements, statement } from "@/lib/platform/db";
import type { EligibilityLine } from "./eligibility-views";
import type { OpenRefusal } from "./errors";
import { needsJudgement } from "./rules";
import type { GatheredFacts } from "./seat-store";
import type { Registered } from "./views";

export type OpenClass = {
  id: string;
  code: string;
  subProjectId: string;
  subProjectCode: string;
  year: number;
};

/** A class of a published sub-project in open mode, by id. Throws NotFound; anybody may know of it. */
export async function accessOpenClass(on: Statements, classId: string): Promise<OpenClass> {
  const text = `SELECT k.id, k.code, k.sub_project_id AS "subProjectId", s.code AS "subProjectCode", s.year
    FROM open_places p JOIN training_classes k ON k.id = p.class_id JOIN sub_projects s ON s.id = k.sub_project_id
    JOIN programme_years y ON y.year = s.year AND y.state = 'published' WHERE p.class_id = $1::uuid`;
  const rows = await on.$queryRawUnsafe<OpenClass[]>(text, classId);
  const found = rows[0];
  if (!found) throw new NotFound("class");
  return found;
}

type Answer = ({ ok: true } & Registered) | { ok: false; code: OpenRefusal };

/** The one call that takes a place of an open class, directly or on an offer: everything is decided again inside, under locks. */
export async function takePlace(
  actor: Actor,
  request: {
    key: string;
    hash: string;
    facts: GatheredFacts;
    lines: EligibilityLine[];
    classId: string;
    entryId: string | null;
  },
): Promise<Registered> {
  const { facts, lines, classId, entryId } = request;
  const { teacher, subProject } = facts;
  const details = { eligibility: lines, commitment: facts.commitment, needsJudgement: needsJudgement(lines) };
  const trail = {
    id: newId(),
    eventId: newId(),
    outboxId: newId(),
    actorName: actor.name,
    actorRole: actor.role,
    organisationId: actor.organisationId,
    organisationName: actor.organisationName,
    requestId: actor.requestId,
    payload: { subProject: subProject.code, route: "open", ...(entryId ? { offer: entryId } : {}) },
  };
  const [row] = await statement<{ answer: Answer }>(
    actor,
    `SELECT register_open_place($1::uuid, $2::text, $3::text, $4::uuid, $5::int, $6::text, $7::uuid, $8::uuid, $9::int,
      $10::uuid, $11::uuid, $12::int, $13::uuid, $14::uuid, $15::jsonb, $16::jsonb) AS answer`,
    [
      actor.accountId,
      request.key,
      request.hash,
      newId(),
      subProject.year,
      subProject.exclusivityGroup,
      subProject.id,
      teacher.id,
      teacher.version,
      teacher.schoolId,
      facts.school.provinceId,
      subProject.criteriaVersion,
      classId,
      entryId,
      JSON.stringify(details),
      JSON.stringify(trail),
    ],
  );
  if (!row) throw new Error("register_open_place gave no row");
  const { answer } = row;
  if (!answer.ok)
    return answer.code === "key-reused" ? fail("common.key-reused") : fail(`enrolments.${answer.code}`);
  const { enrolmentId, cardCode, submittedAt, replay } = answer;
  return { enrolmentId, cardCode, submittedAt, replay };
}
