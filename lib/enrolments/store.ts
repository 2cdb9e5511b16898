import type { Actor } from "@/lib/access";
import { chinaDay, dayOf } from "@/lib/kernel/dates";
import { newId } from "@/lib/kernel/id";
import { fail, NotFound, type Problem, problem } from "@/lib/kernel/problem";
import { db, Prisma, type Reader, statement, type Tx } from "@/lib/platform/db";
import { windowProblems } from "@/lib/programmes";
import type { Moment, WindowKey } from "@/lib/programmes/schema";
import { loadRecordFacts } from "@/lib/teachers";
import type { EnrolmentForAct } from "./access";
import type { RegistrationRefusal } from "./errors";
import { canGo } from "./lifecycle";
import type { EligibilityFacts, SeatFacts, Window } from "./rules";
import type { ClassShort, EligibilityLine, EnrolmentState, Moved, Route, SubProjectShort } from "./schema";

type RawCard = {
  id: string;
  code: string;
  state: string;
  schoolId: string;
  subProjectId: string;
  teacherId: string | null;
  lapsesAt: string;
  supplement: boolean;
};
type RawWindow = { opensAt: string; closesAt: string };
export type RawFacts = Pick<
  EligibilityFacts,
  "teacher" | "school" | "trainings" | "otherEnrolments" | "classes"
> & {
  now: string;
  problemCount: number;
  subProject: EligibilityFacts["subProject"] & { name: string; nameEn: string };
  windows: { registration?: RawWindow; supplement?: RawWindow };
  card: RawCard | null;
  bound: RawCard | null;
  free: { count: number; supplement: boolean };
};

/** Which seat a preview or a registration is about; `any` takes the bound card, else a free one. */
export type SeatWish =
  | { route: Route; cardCode?: string | null }
  | { route: "any"; cardCode?: null }
  | { route: "held"; cardCode: string; enrolmentId: string };

export type GatheredFacts = EligibilityFacts & {
  route: Route;
  card: { id: string; code: string } | null;
  subProjectShort: SubProjectShort;
};

type Asked = {
  teacherId: string;
  subProjectId: string;
  seat: SeatWish;
  step: EligibilityFacts["step"];
  commitment: string | null;
  preferences: string[];
  /** Trust the count of problems that the last write of the record left; only the hot path does, after a preview that did not. */
  trustProblemCount?: boolean;
};

/** A transaction that is open, or null for a statement of its own. */
type Caller = Tx | null;

async function callFunction<Row extends Record<string, unknown>>(
  tx: Caller,
  text: string,
  values: unknown[],
): Promise<Row | undefined> {
  const rows = tx ? await tx.$queryRawUnsafe<Row[]>(text, ...values) : await statement<Row>(text, values);
  return rows[0];
}

/** All facts of an eligibility in one statement; a second one only where the record's gaps have to be named. */
export async function gatherFacts(tx: Caller, asked: Asked): Promise<GatheredFacts> {
  const self = asked.seat.route === "held" ? asked.seat.enrolmentId : null;
  const row = await callFunction<{ facts: RawFacts | null }>(
    tx,
    "SELECT registration_facts($1::uuid, $2::uuid, $3::text, $4::uuid) AS facts",
    [asked.teacherId, asked.subProjectId, asked.seat.cardCode ?? null, self],
  );
  const raw = row?.facts;
  if (!raw) throw new NotFound("sub-project");
  const complete = asked.trustProblemCount && raw.problemCount === 0;
  const record = complete ? [] : (await loadRecordFacts(tx ?? db(), asked.teacherId)).problems;
  return toFacts(raw, record, asked);
}

/** What the one read function gives, with the gaps of the record, as the conditions look at it. */
export function toFacts(
  raw: RawFacts,
  record: EligibilityFacts["record"],
  asked: Omit<Asked, "teacherId" | "subProjectId" | "trustProblemCount">,
): GatheredFacts {
  const { name, nameEn, ...subProject } = raw.subProject;
  const { classes } = raw;
  const only = classes.length === 1 ? classes[0] : undefined;
  return {
    now: new Date(raw.now),
    step: asked.step,
    teacher: raw.teacher,
    record,
    school: raw.school,
    subProject,
    commitment: asked.commitment,
    trainings: raw.trainings,
    otherEnrolments: raw.otherEnrolments,
    classes,
    preferences: only && asked.preferences.length === 0 ? [only.id] : asked.preferences,
    windows: {
      registration: toWindow(raw.windows.registration),
      supplement: toWindow(raw.windows.supplement),
    },
    subProjectShort: { id: subProject.id, code: subProject.code, name, nameEn },
    ...seatOf(raw, asked.seat),
  };
}

function toWindow(raw: RawWindow | undefined): Window | null {
  return raw ? { opensAt: new Date(raw.opensAt), closesAt: new Date(raw.closesAt) } : null;
}

function seatOf(raw: RawFacts, wish: SeatWish): Pick<GatheredFacts, "seat" | "card" | "route"> {
  const onCard = (route: Route, card: RawCard | null, missing: "card-unknown" | "card-not-bound") => {
    if (!card) return { route, card: null, seat: { kind: "unknown", refusal: missing } satisfies SeatFacts };
    const seat: SeatFacts = { kind: "card", ...card, lapsesAt: new Date(card.lapsesAt) };
    return { route, card: { id: card.id, code: card.code }, seat };
  };
  if (wish.route === "held")
    return { route: "code", card: null, seat: { kind: "held", code: wish.cardCode } };
  if (wish.route === "code") return onCard("code", raw.card, "card-unknown");
  if (wish.route === "binding" || (wish.route === "any" && raw.bound))
    return onCard("binding", raw.bound, "card-not-bound");
  return { route: "free", card: null, seat: { kind: "free", ...raw.free } };
}

/** Facts for a decision on an enrolment that exists: its seat is held, and it does not stand in its own way. */
export function gatherFactsOf(
  tx: Caller,
  enrolment: Pick<
    EnrolmentForAct,
    "id" | "teacherId" | "subProjectId" | "cardCode" | "commitment" | "preferences"
  >,
  changes: { step: EligibilityFacts["step"]; commitment?: string | null; preferences?: string[] },
): Promise<GatheredFacts> {
  return gatherFacts(tx, {
    teacherId: enrolment.teacherId,
    subProjectId: enrolment.subProjectId,
    seat: { route: "held", cardCode: enrolment.cardCode, enrolmentId: enrolment.id },
    step: changes.step,
    commitment: changes.commitment === undefined ? enrolment.commitment : changes.commitment,
    preferences: changes.preferences ?? enrolment.preferences,
  });
}

type Registration = {
  key: string;
  hash: string;
  facts: GatheredFacts;
  /** Null takes any free card of the school. */
  cardId: string | null;
  lines: EligibilityLine[];
  needsJudgement: boolean;
  kind: "enrolment.submitted" | "enrolment.replaced";
  replacesId?: string;
  reasonText?: string | null;
};
type Answer =
  | { ok: true; enrolmentId: string; cardCode: string; submittedAt: string; replay: boolean }
  | { ok: false; code: RegistrationRefusal };

/** The one call that takes the seat: window, card, versions and uniqueness are decided again inside, under locks. */
export async function takeSeat(tx: Caller, actor: Actor, registration: Registration): Promise<Answer> {
  const { facts, kind } = registration;
  const { teacher, subProject } = facts;
  const details = JSON.stringify({
    eligibility: registration.lines,
    commitment: facts.commitment,
    preferences: facts.preferences,
    needsJudgement: registration.needsJudgement,
    replacesId: registration.replacesId ?? null,
    reasonText: registration.reasonText || null,
  });
  const trail = JSON.stringify({
    id: newId(),
    eventId: newId(),
    outboxId: newId(),
    kind,
    eventKind: kind === "enrolment.replaced" ? "proposed" : "submitted",
    actorName: actor.name,
    actorRole: actor.role,
    organisationId: actor.organisationId,
    organisationName: actor.organisationName,
    requestId: actor.requestId,
    payload: {
      subProject: subProject.code,
      route: facts.route,
      ...(registration.replacesId ? { replaces: registration.replacesId } : {}),
    },
  });
  const row = await callFunction<{ answer: Answer }>(
    tx,
    `SELECT register_enrolment($1::uuid, $2::text, $3::text, $4::uuid, $5::int, $6::text, $7::uuid, $8::uuid, $9::int,
      $10::uuid, $11::uuid, $12::int, $13::uuid, $14::text, $15::jsonb, $16::jsonb) AS answer`,
    [
      actor.accountId,
      registration.key,
      registration.hash,
      newId(),
      subProject.year,
      subProject.exclusivityGroup,
      subProject.id,
      teacher.id,
      teacher.version,
      teacher.schoolId,
      facts.school.provinceId,
      subProject.criteriaVersion,
      registration.cardId,
      facts.route,
      details,
      trail,
    ],
  );
  const answer = row?.answer;
  if (!answer) throw new Error("register_enrolment gave no row");
  return answer;
}

export type EnrolmentEventInput = {
  kind: string;
  reasonCode?: string | null;
  reasonText?: string | null;
};

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
  actor: Actor,
  enrolment: EnrolmentForAct,
  to: EnrolmentState,
  change: EnrolmentChange,
  event: EnrolmentEventInput,
): Promise<Moved> {
  if (to !== enrolment.state && !canGo(enrolment.state, to))
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
  actor: Actor,
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
    INSERT INTO enrolment_events (id, enrolment_id, kind, from_state, to_state, reason_code, reason_text, actor_name, actor_role, organisation_name)
    SELECT s.id, s.enrolment_id, s.kind, s.from_state, s.to_state, s.reason_code, s.reason_text,
      ${actor.name}, ${actor.role}, ${actor.organisationName}
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
  const last = windows.supplement ?? windows.registration;
  return last && now >= last.closesAt ? [problem("enrolments.no-time-to-mend")] : [];
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
