import type { Actor } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import type { Statements } from "@/lib/platform/db";
import { loadRecordFacts } from "@/lib/teachers";
import type { EnrolmentForAct } from "./access";
import type { EligibilityLine } from "./eligibility-views";
import type { RegistrationRefusal } from "./errors";
import type { EligibilityFacts, SeatFacts, Window } from "./rules";
import type { Route } from "./schema";
import type { SubProjectShort } from "./views";
import type { FilledIn } from "./wish-views";

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
export type Entry = { commitment: string | null; preferences: string[] };

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
  /** What the school filled in for this teacher and waits to be sent. */
  entry: Entry | null;
};

/** Which seat a preview or a registration is about; `any` takes the bound card, else a free one. */
export type SeatWish =
  | { route: Exclude<Route, "open">; cardCode?: string | null }
  | { route: "any"; cardCode?: null }
  | { route: "held"; cardCode: string; enrolmentId: string }
  /** Open mode: a place that is free, or (`offered`) one that an offer or a registration holds already. */
  | { route: "open"; offered: boolean; cardCode?: null; enrolmentId?: string };

export type GatheredFacts = EligibilityFacts & {
  route: Route;
  card: { id: string; code: string } | null;
  subProjectShort: SubProjectShort;
  entry: Entry | null;
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

async function callFunction<Row extends Record<string, unknown>>(
  on: Statements,
  text: string,
  values: unknown[],
): Promise<Row | undefined> {
  return (await on.$queryRawUnsafe<Row[]>(text, ...values))[0];
}

/** All facts of an eligibility in one statement; a second one only where the record's gaps have to be named. */
export async function gatherFacts(on: Statements, asked: Asked): Promise<GatheredFacts> {
  const self = "enrolmentId" in asked.seat ? (asked.seat.enrolmentId ?? null) : null;
  const row = await callFunction<{ facts: RawFacts | null }>(
    on,
    "SELECT registration_facts($1::uuid, $2::uuid, $3::text, $4::uuid) AS facts",
    [asked.teacherId, asked.subProjectId, asked.seat.cardCode ?? null, self],
  );
  const raw = row?.facts;
  if (!raw) throw new NotFound("sub-project");
  const complete = asked.trustProblemCount && raw.problemCount === 0;
  const record = complete ? [] : (await loadRecordFacts(on, asked.teacherId)).problems;
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
    entry: raw.entry,
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
  if (wish.route === "open")
    return { route: "open", card: null, seat: { kind: "place", supplement: wish.offered } };
  if (wish.route === "held")
    return { route: "code", card: null, seat: { kind: "held", code: wish.cardCode } };
  if (wish.route === "code") return onCard("code", raw.card, "card-unknown");
  if (wish.route === "binding" || (wish.route === "any" && raw.bound))
    return onCard("binding", raw.bound, "card-not-bound");
  return { route: "free", card: null, seat: { kind: "free", ...raw.free } };
}

/**
 * Facts for a decision on an enrolment that exists: its seat is held, and it does not stand in its own way. Where the teacher has moved
 * since, it is judged as a registration of the school that the seat belongs to.
 */
export async function gatherFactsOf(
  on: Statements,
  enrolment: Pick<
    EnrolmentForAct,
    | "id"
    | "teacherId"
    | "schoolId"
    | "subProjectId"
    | "cardCode"
    | "openClassId"
    | "commitment"
    | "preferences"
  >,
  changes: { step: EligibilityFacts["step"]; commitment?: string | null; preferences?: string[] },
): Promise<GatheredFacts> {
  const facts = await gatherFacts(on, {
    teacherId: enrolment.teacherId,
    subProjectId: enrolment.subProjectId,
    seat: enrolment.openClassId
      ? { route: "open", offered: true, enrolmentId: enrolment.id }
      : { route: "held", cardCode: enrolment.cardCode, enrolmentId: enrolment.id },
    step: changes.step,
    commitment: changes.commitment === undefined ? enrolment.commitment : changes.commitment,
    preferences: changes.preferences ?? enrolment.preferences,
  });
  if (facts.teacher.schoolId === enrolment.schoolId) return facts;
  const [school] = await on.$queryRaw<GatheredFacts["school"][]>`
    SELECT school_level AS level, province_id AS "provinceId" FROM organisations WHERE id = ${enrolment.schoolId}::uuid`;
  if (!school) throw new NotFound("school");
  return { ...facts, school };
}

/** What the journey asks for: a class that is the only one is nobody's wish. */
function asked({ commitment, classes, preferences }: GatheredFacts): Entry {
  return { commitment, preferences: classes.length > 1 ? preferences : [] };
}

/** Who typed what stands in a registration that the school had filled in: what the teacher left as it was is the school's. */
export function sourcesOf(entry: Entry, sent: Entry): FilledIn {
  const of = (given: string | null, prepared: string | null) =>
    !given ? "nobody" : given === prepared ? "school" : "teacher";
  return {
    commitment: of(sent.commitment, entry.commitment),
    preferences: of(sent.preferences.join(" "), entry.preferences.join(" ")),
  };
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
export async function takeSeat(on: Statements, actor: Actor, registration: Registration): Promise<Answer> {
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
      ...(facts.entry && kind === "enrolment.submitted"
        ? { filledIn: sourcesOf(facts.entry, asked(facts)) }
        : {}),
    },
  });
  const row = await callFunction<{ answer: Answer }>(
    on,
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
