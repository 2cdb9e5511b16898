import { isWithin } from "@/lib/kernel/dates";
import { type Problem, problem } from "@/lib/kernel/problem";
import type { Criteria } from "@/lib/programmes/schema";
import type { EligibilityLine, Evidence, FixableBy } from "./eligibility-views";
import {
  ELIGIBILITY_CODES,
  type EligibilityCode,
  type EnrolmentState,
  JUDGED_CODES,
  type JudgedCode,
  type Verdict,
} from "./schema";

/** Calendar days, YYYY-MM-DD, both inclusive. */
export type Span = { startsOn: string; endsOn: string };
export type Window = { opensAt: Date; closesAt: Date };

/**
 * Where the teacher would sit: one card, any free card of the school, the seat already held by the enrolment that is judged, or in open
 * mode a place of the class, which the counter alone gives out.
 */
export type SeatFacts =
  | { kind: "unknown"; refusal: "card-unknown" | "card-not-bound" }
  | { kind: "free"; count: number; supplement: boolean }
  | { kind: "held"; code: string }
  | { kind: "place"; supplement: boolean }
  | {
      kind: "card";
      code: string;
      state: string;
      schoolId: string;
      subProjectId: string;
      teacherId: string | null;
      lapsesAt: Date;
      supplement: boolean;
    };

/** Everything the conditions look at, gathered once; the same at preview, submission, school and province. */
export type EligibilityFacts = {
  now: Date;
  /** Which act is asked for; only submitting is bound to the registration and supplement windows. */
  step: "submit" | "decide";
  teacher: {
    id: string;
    version: number;
    schoolId: string;
    post: string | null;
    courseKind: string | null;
    courseSubject: string | null;
    majorCode: string | null;
    title: string | null;
  };
  record: { field: string; fixableBy: "school" | "teacher" | "register" }[];
  school: { level: string | null; provinceId: string };
  subProject: {
    id: string;
    code: string;
    year: number;
    equivalenceGroup: string;
    exclusivityGroup: string;
    criteria: Criteria;
    criteriaVersion: number;
  };
  commitment: string | null;
  trainings: { year: number; title: string; group: string | null; hours: number | null }[];
  /** Other enrolments of this teacher that take part in exclusivity: live and completed ones. */
  otherEnrolments: {
    id: string;
    year: number;
    group: string;
    subProjectCode: string;
    state: string;
    spans: Span[];
  }[];
  classes: ({ id: string } & Span)[];
  preferences: string[];
  seat: SeatFacts;
  windows: { registration: Window | null; supplement: Window | null };
};

const TITLE_ORDER = ["none", "assistant", "intermediate", "associate-senior", "senior"];

type Judged = {
  ok: boolean | null;
  evidence: Evidence;
  fixableBy?: FixableBy | null;
  href?: string | null;
};
/** Null where the sub-project sets no such condition. */
type Rule = (facts: EligibilityFacts) => Judged | null;

function oneOf(value: string | null, wanted: string[]): Judged | null {
  if (wanted.length === 0) return null;
  return { ok: value !== null && wanted.includes(value), evidence: { value, wanted }, fixableBy: "school" };
}

const RULES: Record<EligibilityCode, Rule> = {
  record: ({ record, teacher }) => {
    const mender = (["school", "teacher", "register"] as const).find((who) =>
      record.some((line) => line.fixableBy === who),
    );
    return {
      ok: record.length === 0,
      evidence: { count: record.length, fields: record.slice(0, 10).map((line) => line.field) },
      fixableBy: mender ?? null,
      href: mender === "teacher" ? "/teachers/me" : `/teachers/${teacher.id}`,
    };
  },

  "school-level": ({ school, subProject }) => {
    const line = oneOf(school.level, subProject.criteria.schoolLevels);
    return line && { ...line, fixableBy: null };
  },

  post: ({ teacher, subProject }) => oneOf(teacher.post, subProject.criteria.posts),

  "course-kind": ({ teacher, subProject }) => oneOf(teacher.courseKind, subProject.criteria.courseKinds),

  major: ({ teacher, subProject }) => {
    const wanted = subProject.criteria.majorPrefixes;
    if (wanted.length === 0) return null;
    const { majorCode } = teacher;
    const ok = majorCode !== null && wanted.some((prefix) => majorCode.startsWith(prefix));
    return { ok, evidence: { value: majorCode, wanted }, fixableBy: "school" };
  },

  subject: ({ teacher, subProject }) => oneOf(teacher.courseSubject, subProject.criteria.subjects),

  title: ({ teacher, subProject }) => {
    const wanted = subProject.criteria.minTitle;
    if (wanted === null) return null;
    const evidence = { value: teacher.title, wanted };
    if (teacher.title === null) return { ok: false, evidence, fixableBy: "school" };
    const rank = TITLE_ORDER.indexOf(teacher.title);
    // A title of a series that we cannot rank against the asked one is for a person to judge.
    if (rank < 0) return { ok: null, evidence, fixableBy: "province" };
    return { ok: rank >= TITLE_ORDER.indexOf(wanted), evidence, fixableBy: "school" };
  },

  commitment: ({ commitment, subProject }) => {
    if (!subProject.criteria.commitmentRequired) return null;
    return { ok: (commitment ?? "").trim().length >= 10, evidence: { minimum: 10 }, fixableBy: "teacher" };
  },

  "past-training": ({ trainings, subProject }): Judged | null => {
    const years = subProject.criteria.notTrainedInGroupWithinYears;
    if (years === null || years === 0) return null;
    const recent = trainings.filter(
      (past) => past.year <= subProject.year && subProject.year - past.year <= years,
    );
    const same = recent.find((past) => past.group === subProject.equivalenceGroup);
    const unclear = recent.find((past) => past.group === null);
    const found = same ?? unclear;
    if (!found) return { ok: true, evidence: { years } };
    return {
      ok: same ? false : null,
      evidence: { years, year: found.year, training: found.title, hours: found.hours },
      fixableBy: same ? null : "province",
    };
  },

  exclusivity: ({ otherEnrolments, subProject }): Judged | null => {
    const other = otherEnrolments.find((known) => excludes(known, subProject));
    if (!other) return { ok: true, evidence: {} };
    return {
      ok: false,
      evidence: { subProject: other.subProjectCode, state: other.state },
      fixableBy: other.state === "completed" ? null : "teacher",
      href: `/registration/${other.id}`,
    };
  },

  dates: ({ classes, preferences, otherEnrolments, subProject }): Judged | null => {
    // What exclusivity already refuses is not named twice.
    const taken = otherEnrolments
      .filter((other) => other.state !== "completed" && !excludes(other, subProject))
      .flatMap((other) => other.spans.map((span) => ({ ...span, subProject: other.subProjectCode })));
    const clashOf = (span: Span) => taken.find((other) => overlaps(span, other));
    const ranked = classes.filter((known) => preferences.includes(known.id));
    // Nothing ranked yet: one class without a clash is enough, since that one can still be ranked.
    const clashes = (ranked.length > 0 ? ranked : classes).map(clashOf);
    const clash = ranked.length > 0 ? clashes.find(Boolean) : clashes.every(Boolean) ? clashes[0] : undefined;
    if (!clash) return { ok: true, evidence: {} };
    return {
      ok: false,
      evidence: { subProject: clash.subProject, startsOn: clash.startsOn, endsOn: clash.endsOn },
      fixableBy: "teacher",
    };
  },

  card: ({ seat, teacher, subProject, now, windows }) => {
    if (seat.kind === "place") return null;
    const refused = (
      refusal: string,
      mender: FixableBy | null,
      code: string | null,
      more: Evidence = {},
    ): Judged => ({
      ok: false,
      evidence: { refusal, code, ...more },
      // Once nobody can register any more, nobody need be asked for a seat or a card.
      fixableBy: isOver(windows, now) ? null : mender,
    });
    if (seat.kind === "unknown")
      return refused(seat.refusal, seat.refusal === "card-unknown" ? "teacher" : "school", null);
    if (seat.kind === "held") return { ok: true, evidence: { code: seat.code } };
    if (seat.kind === "free") {
      if (seat.count === 0)
        return refused("no-free-seat", "province", null, {
          subProject: subProject.code,
          otherCount: 0,
          others: "",
        });
      return { ok: true, evidence: { free: seat.count } };
    }
    if (seat.schoolId !== teacher.schoolId || seat.subProjectId !== subProject.id)
      return refused("card-foreign", "school", seat.code);
    if (seat.state === "used") return refused("card-used", "school", seat.code);
    if (seat.state === "recalled") return refused("card-recalled", "province", seat.code);
    if (seat.state === "lapsed" || seat.lapsesAt <= now) return refused("card-lapsed", "province", seat.code);
    if (seat.state === "bound" && seat.teacherId !== teacher.id)
      return refused("card-bound-to-another", "school", seat.code);
    return { ok: true, evidence: { code: seat.code } };
  },

  window: ({ windows, now, seat, step }): Judged | null => {
    if (step === "decide") return null;
    const { registration, supplement } = windows;
    if (registration && isWithin(now, registration))
      return { ok: true, evidence: { closesAt: registration.closesAt.toISOString() } };
    const onSupplement = seat.kind === "held" || ("supplement" in seat && seat.supplement);
    if (supplement && isWithin(now, supplement) && onSupplement)
      return { ok: true, evidence: { closesAt: supplement.closesAt.toISOString() } };
    const early = registration !== null && now < registration.opensAt;
    return {
      ok: false,
      evidence: early
        ? { refusal: "window-not-open", opensAt: registration.opensAt.toISOString() }
        : { refusal: "window-shut", closesAt: registration?.closesAt.toISOString() ?? null },
      fixableBy: null,
    };
  },
};

function isOver({ registration, supplement }: EligibilityFacts["windows"], now: Date): boolean {
  const ends = [registration, supplement].flatMap((window) => (window ? [window.closesAt] : []));
  return ends.length > 0 && ends.every((end) => end <= now);
}

function excludes(
  other: { year: number; group: string },
  subProject: EligibilityFacts["subProject"],
): boolean {
  return other.year === subProject.year && other.group === subProject.exclusivityGroup;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.startsOn <= b.endsOn && b.startsOn <= a.endsOn;
}

/** All conditions that apply, in their order. */
export function judgeEligibility(facts: EligibilityFacts): EligibilityLine[] {
  return ELIGIBILITY_CODES.flatMap((code) => {
    const verdict = RULES[code](facts);
    if (!verdict) return [];
    const { ok, evidence, fixableBy = null, href = null } = verdict;
    return [
      { code, ok, evidence, fixableBy: ok === true ? null : fixableBy, href: ok === true ? null : href },
    ];
  });
}

/** What keeps these lines from being submitted or approved: one problem for each unmet line; lines for a person to judge pass. */
export function checkLines(lines: EligibilityLine[]): Problem[] {
  return lines.filter((line) => line.ok === false).map((line) => problemOf(line));
}

function problemOf({ code, evidence }: EligibilityLine): Problem {
  const { refusal, ...rest } = evidence;
  const params = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, Array.isArray(value) ? value.join(" · ") : value]),
  );
  return problem(`enrolments.${typeof refusal === "string" ? refusal : `${code}-not-met`}`, params);
}

export function needsJudgement(lines: EligibilityLine[]): boolean {
  return lines.some((line) => line.ok === null);
}

/** Lines left to a person must be settled before a place is approved, and in the person's favour. */
export function checkJudgements(
  lines: EligibilityLine[],
  judgements: Partial<Record<JudgedCode, Verdict>>,
): Problem[] {
  return JUDGED_CODES.filter((code) => lines.some((line) => line.code === code && line.ok === null)).flatMap(
    (code) => {
      if (judgements[code] === "accepted") return [];
      const name = judgements[code] === "refused" ? "judgement-refused" : "judgement-missing";
      return [problem(`enrolments.${name}`, { line: code }, { field: `judgement-${code}` })];
    },
  );
}

/** Teachers who ranked no class may sit in any; a ranked class must belong to the sub-project, each once. */
export function checkPreferences(preferences: string[], classIds: string[]): Problem[] {
  const strange =
    preferences.some((id) => !classIds.includes(id)) || new Set(preferences).size < preferences.length;
  return strange ? [problem("enrolments.preference-foreign", {}, { field: "preferences" })] : [];
}

/** A decision may be taken back for ten minutes, so that a slip costs nothing and nobody has yet acted on it. */
export const UNDO_MS = 10 * 60 * 1000;

export function undoableUntil(decidedAt: Date): Date {
  return new Date(decidedAt.getTime() + UNDO_MS);
}

export type Seeker = {
  enrolmentId: string;
  submittedAt: Date;
  provinceId: string;
  preferences: string[];
  taken: Span[];
};
/** `people`: how many of each province sit there already. */
export type Room = { classId: string; free: number; people: Record<string, number> } & Span;
export type Seated = { enrolmentId: string; classId: string | null; wishRank: number | null };

/**
 * First wishes before second ones, earlier submissions before later ones; then those without a wish that could be met, in order
 * of submission, among the fewest people of their own province, and where most room is left. Nobody is seated on days already
 * taken by another class.
 */
export function planPlacement(seekers: Seeker[], rooms: Room[]): Seated[] {
  const order = [...seekers].sort(
    (a, b) => a.submittedAt.getTime() - b.submittedAt.getTime() || (a.enrolmentId < b.enrolmentId ? -1 : 1),
  );
  const free = new Map(rooms.map((room) => [room.classId, room.free]));
  const people = new Map(rooms.map((room) => [room.classId, { ...room.people }]));
  const compatriots = (room: Room, { provinceId }: Seeker) => people.get(room.classId)?.[provinceId] ?? 0;
  const seats = new Map<string, Seated>();
  const suits = (seeker: Seeker, room: Room | undefined): room is Room =>
    room !== undefined &&
    (free.get(room.classId) ?? 0) > 0 &&
    !seeker.taken.some((span) => overlaps(span, room));
  const seat = (seeker: Seeker, room: Room, wishRank: number | null) => {
    free.set(room.classId, (free.get(room.classId) ?? 0) - 1);
    people.set(room.classId, {
      ...people.get(room.classId),
      [seeker.provinceId]: compatriots(room, seeker) + 1,
    });
    seats.set(seeker.enrolmentId, { enrolmentId: seeker.enrolmentId, classId: room.classId, wishRank });
  };
  const deepest = Math.max(0, ...order.map((seeker) => seeker.preferences.length));
  for (let rank = 1; rank <= deepest; rank++)
    for (const seeker of order) {
      if (seats.has(seeker.enrolmentId)) continue;
      const room = rooms.find((known) => known.classId === seeker.preferences[rank - 1]);
      if (suits(seeker, room)) seat(seeker, room, rank);
    }
  for (const seeker of order) {
    if (seats.has(seeker.enrolmentId)) continue;
    const open = rooms.filter((room) => suits(seeker, room));
    const room = open.sort(
      (a, b) =>
        compatriots(a, seeker) - compatriots(b, seeker) ||
        (free.get(b.classId) ?? 0) - (free.get(a.classId) ?? 0),
    )[0];
    if (room) seat(seeker, room, null);
  }
  return order.map(
    (seeker) =>
      seats.get(seeker.enrolmentId) ?? { enrolmentId: seeker.enrolmentId, classId: null, wishRank: null },
  );
}

/** A place can be given to another person while it has not been filled again and nobody sits on it for good. */
export const REPLACEABLE: EnrolmentState[] = ["returned", "approved", "placed", "withdrawn", "rejected"];
