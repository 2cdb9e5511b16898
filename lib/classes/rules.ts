import type { Role } from "@/lib/access";
import { dayOf, startOfChinaDay } from "@/lib/kernel/dates";
import { type Problem, problem } from "@/lib/kernel/problem";
import {
  type ClassFace,
  type ClassState,
  type OpeningNoticeFields,
  REQUIRED_NOTICE_FIELDS,
  type UpdateClassInput,
} from "./schema";

const DAY_MS = 24 * 60 * 60 * 1000;

type Plan = Omit<UpdateClassInput, "id" | "version">;

/** Dates as YYYY-MM-DD; `training` is the span of the year in which classes run, half-open. */
export function checkPlan(
  plan: Plan,
  training: { opensAt: Date; closesAt: Date } | undefined,
  now: Date,
): Problem[] {
  const problems: Problem[] = [];
  if (plan.endsOn < plan.startsOn)
    problems.push(problem("classes.ends-before-start", {}, { field: "endsOn" }));
  const starts = startOfChinaDay(plan.startsOn);
  const ends = new Date(startOfChinaDay(plan.endsOn).getTime() + DAY_MS);
  const span = Math.round((ends.getTime() - starts.getTime()) / DAY_MS);
  if (span > 0 && plan.days > span)
    problems.push(problem("classes.days-exceed-span", { days: plan.days, span }, { field: "days" }));
  if (training && (starts < training.opensAt || ends > training.closesAt)) {
    const lastDay = new Date(training.closesAt.getTime() - 1);
    problems.push(
      problem(
        "classes.outside-training",
        { from: shortDay(training.opensAt), to: shortDay(lastDay) },
        { field: "startsOn" },
      ),
    );
  }
  if (now >= starts) problems.push(problem("classes.started", {}, { field: "startsOn" }));
  return problems;
}

function shortDay(instant: Date): string {
  return new Date(instant.getTime() + 8 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

/** All classes of a designation together take at most its seats. */
export function checkCapacity(facts: {
  seats: number;
  plannedElsewhere: number;
  capacity: number;
}): Problem[] {
  const left = facts.seats - facts.plannedElsewhere;
  if (facts.capacity <= left) return [];
  const params = { seats: facts.seats, planned: facts.plannedElsewhere, left: Math.max(left, 0) };
  return [problem("classes.more-than-designated", params, { field: "capacity" })];
}

/** A class changes until its opening notice is out. */
export function checkChangeable(state: ClassState): Problem[] {
  if (state === "cancelled") return [problem("classes.cancelled")];
  if (state === "notice-issued") return [problem("classes.notice-issued-already")];
  return [];
}

/** An act that is late stays possible until the class starts. */
export function checkNotStarted(startsOn: Date, now: Date): Problem[] {
  return now >= startOfChinaDay(dayOf(startsOn)) ? [problem("classes.started")] : [];
}

/** One problem for each field without which nobody could come. */
export function checkNoticeComplete(fields: OpeningNoticeFields): Problem[] {
  return REQUIRED_NOTICE_FIELDS.filter((field) => fields[field].trim() === "").map((field) =>
    problem("classes.notice-field-missing", { field }, { field }),
  );
}

type FaceFacts = { state: ClassState; startsOn: Date; endsOn: Date; noticeOpensAt: Date | null };

/** The face of a class for this viewer: the institution must act where others wait. */
export function classFace(facts: FaceFacts, role: Role, now: Date): ClassFace {
  if (facts.state === "cancelled") return { face: "void", label: "cancelled" };
  if (facts.state === "planned") return { face: "idle-ring", label: "planned" };
  if (now >= new Date(startOfChinaDay(dayOf(facts.endsOn)).getTime() + DAY_MS))
    return { face: "idle-ring", label: "ended" };
  if (facts.state === "notice-issued")
    return now >= startOfChinaDay(dayOf(facts.startsOn))
      ? { face: "ok", label: "running" }
      : { face: "ok", label: "notice-issued" };
  if (facts.noticeOpensAt === null || now < facts.noticeOpensAt)
    return { face: "idle-ring", label: "formed" };
  return role === "institution"
    ? { face: "todo", label: "notice-due" }
    : { face: "wait", label: "notice-awaited" };
}

/** 2022-B301-01. */
export function classCode(year: number, subProjectCode: string, number: number): string {
  return `${year}-${subProjectCode}-${String(number).padStart(2, "0")}`;
}
