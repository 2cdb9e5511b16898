import type { Actor } from "@/lib/access";
import { chinaDay, dayOf } from "@/lib/kernel/dates";
import { newId } from "@/lib/kernel/id";
import { fail, type Problem, problem } from "@/lib/kernel/problem";
import { Prisma, type Reader, type Tx } from "@/lib/platform/db";
import { windowProblems } from "@/lib/programmes";
import type { Moment, WindowKey } from "@/lib/programmes/schema";
import type { EnrolmentForAct } from "./access";
import type { EligibilityLine } from "./eligibility-views";
import { canGo, canGoOpen } from "./lifecycle";
import type { EnrolmentState } from "./schema";
import type { GatheredFacts } from "./seat-store";
import type { ClassShort, Moved, SubProjectShort } from "./views";

export type EnrolmentEventInput = {
  kind: string;
  reasonCode?: string | null;
  reasonText?: string | null;
};

/** Who takes a step, as its history names them. */
export type StepActor = Pick<Actor, "name" | "role" | "organisationName" | "delegation">;

/** What a step may write beside state and version, and each column's type. */
const CHANGEABLE = {
  returnedTo: "text",
  reasonCode: "text",
  reasonText: "text",
  ethicsConfirmedBy: "text",
  ethicsStatement: "text",
  commitment: "text",
  preferences: "uuid[]",
  judgements: "jsonb",
  submittedAt: "timestamptz",
  confirmedAt: "timestamptz",
  decidedAt: "timestamptz",
  endedAt: "timestamptz",
  placedAt: "timestamptz",
  acknowledgedAt: "timestamptz",
  classId: "uuid",
  teacherMovedAt: "timestamptz",
  moveKeptAt: "timestamptz",
} as const;
type ColumnValue = { text: string; uuid: string; "uuid[]": string[]; jsonb: object; timestamptz: Date };
type EnrolmentChange = {
  [Key in keyof typeof CHANGEABLE]?: ColumnValue[(typeof CHANGEABLE)[Key]] | null;
};

function assignments(change: EnrolmentChange): Prisma.Sql {
  const parts = (Object.keys(CHANGEABLE) as (keyof typeof CHANGEABLE)[]).flatMap((key) => {
    const value = change[key];
    if (value === undefined) return [];
    const column = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const type = CHANGEABLE[key];
    return [
      Prisma.sql`, ${Prisma.raw(column)} = ${type === "jsonb" ? JSON.stringify(value) : value}${Prisma.raw(`::${type}`)}`,
    ];
  });
  return parts.length > 0 ? Prisma.join(parts, "") : Prisma.empty;
}

/**
 * Moves one enrolment on: the row changes only if it is still the one that was read, and the step enters its history.
 * A row that changed in between is stale.
 */
export async function move(
  tx: Tx,
  actor: StepActor,
  enrolment: EnrolmentForAct,
  to: EnrolmentState,
  change: EnrolmentChange,
  event: EnrolmentEventInput,
): Promise<Moved> {
  const allowed = enrolment.openClassId ? canGoOpen : canGo;
  if (to !== enrolment.state && !allowed(enrolment.state, to))
    fail("enrolments.not-in-state", { state: enrolment.state });
  const count = await tx.$executeRaw`
    UPDATE enrolments SET state = ${to}, version = version + 1 ${assignments(change)}
    WHERE id = ${enrolment.id}::uuid AND version = ${enrolment.version} AND state = ${enrolment.state}`;
  if (count !== 1) fail("common.stale", { state: enrolment.state, version: enrolment.version });
  await remember(tx, actor, [{ enrolmentId: enrolment.id, from: enrolment.state, to, event }]);
  return { enrolmentId: enrolment.id, state: to, version: enrolment.version + 1 };
}

/** History of steps, in one statement for any number of them. */
export async function remember(
  tx: Tx,
  actor: StepActor,
  steps: { enrolmentId: string; from: EnrolmentState; to: EnrolmentState; event: EnrolmentEventInput }[],
): Promise<void> {
  const rows = steps.map(({ enrolmentId, from, to, event }) => ({
    id: newId(),
    enrolment_id: enrolmentId,
    kind: event.kind,
    from_state: from,
    to_state: to,
    reason_code: event.reasonCode ?? null,
    reason_text: event.reasonText || null,
  }));
  await tx.$executeRaw`
    INSERT INTO enrolment_events (id, enrolment_id, kind, from_state, to_state, reason_code, reason_text, actor_name, actor_role, organisation_name,
      on_behalf_of, delegation_id)
    SELECT s.id, s.enrolment_id, s.kind, s.from_state, s.to_state, s.reason_code, s.reason_text,
      ${actor.name}, ${actor.role}, ${actor.organisationName}, ${actor.delegation?.grantorName ?? null}::text, ${actor.delegation?.id ?? null}::uuid
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS s (id uuid, enrolment_id uuid, kind text, from_state text, to_state text,
      reason_code text, reason_text text)`;
}

/** The snapshot of a fresh submission: the record as it was judged, or stale when it has moved on since. */
export async function retakeSnapshot(
  tx: Tx,
  enrolmentId: string,
  facts: GatheredFacts,
  lines: EligibilityLine[],
  needsJudgement: boolean,
): Promise<void> {
  const changed = await tx.$executeRaw`UPDATE enrolments e SET
      snapshot = to_jsonb(t) - '{problem_count,problem_keys,demonstration,created_at,updated_at}'::text[],
      teacher_version = t.version, criteria_version = ${facts.subProject.criteriaVersion}::int,
      eligibility = ${JSON.stringify(lines)}::jsonb, needs_judgement = ${needsJudgement}, judgements = '{}'
    FROM teachers t WHERE e.id = ${enrolmentId}::uuid AND t.id = e.teacher_id AND t.version = ${facts.teacher.version}::int`;
  if (changed !== 1) fail("enrolments.record-changed");
}

/** Refusals of a window; `overdue` windows let the act pass late. */
export function checkWindow({ now, windows }: Moment, key: WindowKey): Problem[] {
  return windowProblems(windows[key], now, key);
}

/** An overdue review or placement stays possible until the classes start. */
export function checkNotStarted(now: Date, classes: { startsOn: string }[]): Problem[] {
  const today = chinaDay(now);
  const started = classes.length > 0 && classes.every((known) => known.startsOn <= today);
  return started ? [problem("enrolments.classes-started")] : [];
}

/** A return after the last window in which the answer could be sent would be a dead end. */
export function checkTimeToMend({ now, windows }: Moment): Problem[] {
  const ends = [windows.registration, windows.supplement].flatMap((window) => window?.closesAt ?? []);
  return ends.length > 0 && ends.every((end) => now >= end) ? [problem("enrolments.no-time-to-mend")] : [];
}

export const CLASS_SHORT = {
  id: true,
  code: true,
  startsOn: true,
  endsOn: true,
  days: true,
  mode: true,
  place: true,
  institution: { select: { name: true, nameEn: true } },
} satisfies Prisma.TrainingClassSelect;

export function toClassShort({
  institution,
  startsOn,
  endsOn,
  ...row
}: Prisma.TrainingClassGetPayload<{ select: typeof CLASS_SHORT }>): ClassShort {
  return {
    ...row,
    startsOn: dayOf(startsOn),
    endsOn: dayOf(endsOn),
    institution: institution.name,
    institutionEn: institution.nameEn,
  };
}

/** The classes that can be ranked or filled, in the order of their numbers. */
export async function listClassesOf(reader: Reader, subProjectId: string): Promise<ClassShort[]> {
  const rows = await reader.trainingClass.findMany({
    where: { subProjectId, state: { not: "cancelled" } },
    orderBy: { number: "asc" },
    select: CLASS_SHORT,
  });
  return rows.map(toClassShort);
}

export const SUB_PROJECT_SHORT = {
  id: true,
  code: true,
  shortName: true,
  shortNameEn: true,
} satisfies Prisma.SubProjectSelect;

export function toSubProjectShort(row: {
  id: string;
  code: string;
  shortName: string;
  shortNameEn: string;
}): SubProjectShort {
  return { id: row.id, code: row.code, name: row.shortName, nameEn: row.shortNameEn };
}
