import { type Actor, can } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { englishNames } from "@/lib/organisations";
import { db, type Prisma, reading, scoped } from "@/lib/platform/db";
import { momentOf, windowIsOpen } from "@/lib/programmes";
import type { Moment } from "@/lib/programmes/schema";
import { enrolmentInScope } from "../access";
import { loadChanges } from "../change-store";
import type { EligibilityLine } from "../eligibility-views";
import { LIVE, showState, WITHDRAWABLE } from "../lifecycle";
import { judgeEligibility, REPLACEABLE, undoableUntil } from "../rules";
import type { EnrolmentState, JudgedCode, Route, Verdict } from "../schema";
import { gatherFactsOf } from "../seat-store";
import { CLASS_SHORT, listClassesOf, SUB_PROJECT_SHORT, toClassShort, toSubProjectShort } from "../store";
import type { EnrolmentAct, EnrolmentDetail } from "../views";

const detail = {
  id: true,
  version: true,
  year: true,
  state: true,
  returnedTo: true,
  route: true,
  snapshot: true,
  teacherId: true,
  teacherVersion: true,
  subProjectId: true,
  commitment: true,
  preferences: true,
  judgements: true,
  reasonCode: true,
  reasonText: true,
  ethicsConfirmedBy: true,
  ethicsStatement: true,
  submittedAt: true,
  confirmedAt: true,
  decidedAt: true,
  acknowledgedAt: true,
  teacherMovedAt: true,
  moveKeptAt: true,
  eligibility: true,
  card: { select: { code: true, supplement: true } },
  openClassId: true,
  openClass: { select: { code: true } },
  subProject: { select: SUB_PROJECT_SHORT },
  school: { select: { id: true, name: true, nameEn: true } },
  teacher: {
    select: {
      id: true,
      name: true,
      title: true,
      birthDate: true,
      staffNumber: true,
      version: true,
      schoolId: true,
    },
  },
  class: { select: { ...CLASS_SHORT, notice: { select: { state: true } } } },
  replaces: { select: { id: true, teacher: { select: { name: true } } } },
  replacedBy: { select: { id: true, teacher: { select: { name: true } } } },
  events: {
    orderBy: [{ at: "asc" }, { id: "asc" }],
    select: {
      id: true,
      kind: true,
      toState: true,
      reasonCode: true,
      reasonText: true,
      actorName: true,
      actorRole: true,
      organisationName: true,
      onBehalfOf: true,
      delegationId: true,
      at: true,
    },
  },
} satisfies Prisma.EnrolmentSelect;

type Row = Prisma.EnrolmentGetPayload<{ select: typeof detail }>;

/**
 * One registration with its conditions judged on today's record, what changed since it was submitted, and its history. A school whose
 * teacher has left sees the person as submitted: the record is another school's now.
 */
export async function getEnrolment(actor: Actor, enrolmentId: string): Promise<EnrolmentDetail> {
  const where = await enrolmentInScope(actor, "enrolment.read", enrolmentId);
  const row = await reading(actor, (tx) => tx.enrolment.findFirst({ where, select: detail }));
  if (!row) throw new NotFound("enrolment");
  const cardCode = (row.card ?? row.openClass)?.code ?? "";
  const [moment, facts, classes, changed, english] = await Promise.all([
    momentOf(db(), row.year, row.school.id),
    gatherFactsOf(scoped(actor), { ...row, schoolId: row.school.id, cardCode }, { step: "decide" }),
    listClassesOf(db(), row.subProjectId),
    row.teacher.version === row.teacherVersion ? [] : loadChanges(scoped(actor), row.id),
    englishNames(
      db(),
      row.events.flatMap((event) => [event.organisationName, event.onBehalfOf ?? []].flat()),
    ),
  ]);
  const left = actor.role === "school" && row.teacher.schoolId !== row.school.id;
  const state = row.state as EnrolmentState;
  const undoUntil = undoLimit(row, actor, moment.now);
  return {
    id: row.id,
    version: row.version,
    year: row.year,
    shown: showState({ state, returnedTo: row.returnedTo, open: row.card === null }, actor.role),
    route: row.route as Route,
    subProject: toSubProjectShort(row.subProject),
    teacher: left ? asSubmitted(row) : toPerson(row),
    school: row.school,
    cardCode,
    commitment: row.commitment,
    preferences: row.preferences.flatMap((id) => classes.find((known) => known.id === id) ?? []),
    lines: left ? (row.eligibility as EligibilityLine[]) : judgeEligibility(facts),
    judgements: row.judgements as Partial<Record<JudgedCode, Verdict>>,
    changed: left ? [] : changed,
    left,
    moved: row.teacherMovedAt
      ? { at: row.teacherMovedAt, decided: row.moveKeptAt !== null || !LIVE.includes(state) }
      : null,
    teacherVersion: row.teacher.version,
    returnedTo: row.returnedTo as "school" | "teacher" | null,
    reasonCode: row.reasonCode,
    reasonText: row.reasonText,
    ethicsConfirmedBy: row.ethicsConfirmedBy,
    ethicsStatement: row.ethicsStatement,
    submittedAt: row.submittedAt,
    confirmedAt: row.confirmedAt,
    decidedAt: row.decidedAt,
    acknowledgedAt: row.acknowledgedAt,
    class: row.class ? toClassShort(withoutNotice(row.class)) : null,
    noticeIssued: row.class?.notice?.state === "issued",
    replaces: row.replaces ? { id: row.replaces.id, teacherName: row.replaces.teacher.name } : null,
    replacedBy: row.replacedBy ? { id: row.replacedBy.id, teacherName: row.replacedBy.teacher.name } : null,
    history: row.events.map(({ toState: _, delegationId: _by, ...event }) => ({
      ...event,
      organisationNameEn: english.get(event.organisationName) ?? event.organisationName,
      onBehalfOfEn: event.onBehalfOf ? (english.get(event.onBehalfOf) ?? event.onBehalfOf) : null,
    })),
    acts: actsOf(row, state, actor, moment, undoUntil),
    undoableUntil: undoUntil,
  };
}

function toPerson({ teacher }: Row): EnrolmentDetail["teacher"] {
  return {
    id: teacher.id,
    name: teacher.name,
    title: teacher.title,
    birthYear: teacher.birthDate?.getUTCFullYear() ?? null,
    staffNumber: teacher.staffNumber,
  };
}

function asSubmitted({ teacher, snapshot }: Row): EnrolmentDetail["teacher"] {
  const then = snapshot as Record<string, string | null>;
  return {
    id: teacher.id,
    name: then.name ?? teacher.name,
    title: then.title ?? null,
    birthYear: then.birth_date ? Number(then.birth_date.slice(0, 4)) : null,
    staffNumber: then.staff_number ?? null,
  };
}

function withoutNotice({ notice: _, ...row }: NonNullable<Row["class"]>) {
  return row;
}

function undoLimit(row: Row, actor: Actor, now: Date): Date | null {
  const last = row.events.at(-1);
  const own =
    last?.actorRole === actor.role &&
    last.delegationId === (actor.delegation?.id ?? null) &&
    last.toState === row.state &&
    can(actor, "enrolment.review");
  if (!own || !row.decidedAt || !["approved", "returned", "rejected"].includes(row.state)) return null;
  const until = undoableUntil(row.decidedAt);
  return now < until ? until : null;
}

/** Hints for buttons. The commands decide again, with everything they know. */
function actsOf(
  row: Row,
  state: EnrolmentState,
  actor: Actor,
  { now, windows }: Moment,
  undoUntil: Date | null,
): EnrolmentAct[] {
  const acts: EnrolmentAct[] = [];
  const submitting = windowIsOpen(windows.registration, now) || windowIsOpen(windows.supplement, now);
  if (can(actor, "enrolment.register") && state === "returned" && row.returnedTo === "teacher" && submitting)
    acts.push("resubmit");
  if (can(actor, "enrolment.withdraw") && WITHDRAWABLE.includes(state)) acts.push("withdraw");
  if (can(actor, "enrolment.confirm")) {
    const mine = state === "submitted" || (state === "returned" && row.returnedTo === "school");
    const supplementary =
      row.replaces !== null ||
      !row.card ||
      row.card.supplement ||
      row.events.some((e) => e.toState === "returned");
    const confirming =
      windowIsOpen(windows["school-confirmation"], now) ||
      (supplementary && windowIsOpen(windows.supplement, now));
    if (mine && confirming) acts.push("confirm");
    if (mine && submitting) acts.push("return-to-teacher");
  }
  const undecided = row.teacherMovedAt !== null && row.moveKeptAt === null;
  if (can(actor, "enrolment.decide-move") && undecided && WITHDRAWABLE.includes(state))
    acts.push("decide-move");
  if (can(actor, "enrolment.review") && state === "confirmed" && row.card)
    acts.push(...(undecided ? [] : (["approve", "return"] as const)), "reject");
  if (undoUntil) acts.push("undo");
  if (can(actor, "enrolment.reopen") && state === "rejected" && !row.replacedBy) acts.push("reopen");
  if (
    can(actor, "enrolment.replace") &&
    row.card &&
    REPLACEABLE.includes(state) &&
    !row.replacedBy &&
    submitting
  )
    acts.push("replace");
  const noticeIssued = row.class?.notice?.state === "issued";
  if (can(actor, "opening-notice.acknowledge") && state === "placed" && noticeIssued && !row.acknowledgedAt)
    acts.push("acknowledge");
  return acts;
}
