import type { Actor } from "@/lib/access";
import {
  approveEnrolment,
  confirmEnrolment,
  registerEnrolment,
  rejectEnrolment,
  returnEnrolment,
  withdrawEnrolment,
} from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { DomainError } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { loadSubProjects } from "@/lib/programmes";
import type { SubProjectFacts } from "@/lib/programmes/schema";
import { officer, type Province, type School } from "./bodies";
import { HOME_REGION, inParallel, provinceOf, reach, YEAR } from "./course";
import { visitors } from "./visitors";

type Candidate = {
  teacherId: string;
  name: string;
  school: School;
  subProjectId: string;
  classIds: string[];
  commitment: string | null;
};
type Submitted = { id: string; school: School };

const DAYS = [
  {
    registers: "2022-05-12T10:00:00+08:00",
    confirms: "2022-05-12T16:30:00+08:00",
    reviews: "2022-05-13T09:30:00+08:00",
    share: 0.3,
  },
  {
    registers: "2022-05-13T10:00:00+08:00",
    confirms: "2022-05-13T16:30:00+08:00",
    reviews: "2022-05-14T09:30:00+08:00",
    share: 0.3,
  },
  {
    registers: "2022-05-14T10:00:00+08:00",
    confirms: "2022-05-14T16:30:00+08:00",
    reviews: "2022-05-15T09:30:00+08:00",
    share: 0.25,
  },
  {
    registers: "2022-05-15T10:00:00+08:00",
    confirms: "2022-05-15T13:30:00+08:00",
    reviews: null,
    share: 0.15,
  },
] as const;
/** Seats that find their person before the demonstration begins. */
const USED_SHARE = 0.75;

export async function runRegistration(provinces: Province[], random: () => number): Promise<void> {
  const candidates = await matchCandidates(provinces, random);
  const reviewers = new Map(provinces.map((province) => [province.id, province.actor]));
  let from = 0;
  for (const day of DAYS) {
    const to = Math.round(from + candidates.length * day.share);
    await reach(day.registers);
    const submitted: Submitted[] = [];
    await inParallel(candidates.slice(from, to), async (candidate) => {
      const id = await register(candidate);
      if (id) submitted.push({ id, school: candidate.school });
    });
    from = to;
    await reach(day.confirms);
    await inParallel(submitted, async ({ id, school }) => {
      const luck = random();
      if (luck < 0.03)
        await withdrawEnrolment(await teacherOf(id, school), { enrolmentId: id, version: 1, reasonText: "" });
      else if (luck < 0.9)
        await confirmEnrolment(school.actor, {
          enrolmentId: id,
          version: 1,
          ethicsStatement: "师德师风良好，无违反职业行为准则的情形。",
          ethicsName: "李老师",
        });
    });
    if (!day.reviews) continue;
    await reach(day.reviews);
    await review(reviewers, random);
  }
}

/** One clean teacher who fits for each of about three quarters of the cards of each school. */
async function matchCandidates(provinces: Province[], random: () => number): Promise<Candidate[]> {
  const kept = new Set((await visitors(provinceOf(provinces, HOME_REGION))).map((visitor) => visitor.id));
  const subProjects = await loadSubProjects(db(), YEAR);
  const classRows = await db().trainingClass.findMany({
    select: { id: true, subProjectId: true },
    orderBy: { code: "asc" },
  });
  const cards = await db().registrationCard.findMany({
    where: { state: "issued" },
    select: { schoolId: true, subProjectId: true },
    orderBy: { code: "asc" },
  });
  const teachers = await db().teacher.findMany({
    where: { problemCount: 0 },
    orderBy: [{ schoolId: "asc" }, { staffNumber: "asc" }],
    select: {
      id: true,
      name: true,
      schoolId: true,
      post: true,
      courseKind: true,
      courseSubject: true,
      majorCode: true,
      title: true,
    },
  });
  const schools = new Map(
    provinces.flatMap((province) => province.schools.map((school) => [school.id, school])),
  );
  const taken = new Set<string>(kept);
  const candidates: Candidate[] = [];
  for (const card of cards) {
    if (random() > USED_SHARE) continue;
    const subProject = subProjects.find((one) => one.id === card.subProjectId);
    const school = schools.get(card.schoolId);
    const teacher =
      subProject &&
      teachers.find((one) => one.schoolId === card.schoolId && !taken.has(one.id) && fits(one, subProject));
    if (!subProject || !school || !teacher) continue;
    taken.add(teacher.id);
    const classIds = classRows.filter((row) => row.subProjectId === subProject.id).map((row) => row.id);
    candidates.push({
      teacherId: teacher.id,
      name: teacher.name,
      school,
      subProjectId: subProject.id,
      classIds: random() < 0.5 ? classIds : [...classIds].reverse(),
      commitment: subProject.criteria.commitmentRequired
        ? "返岗后为本地区培训管理人员开设两次专题培训，共享课程资源。"
        : null,
    });
  }
  return candidates.sort(() => random() - 0.5);
}

type Person = {
  post: string | null;
  courseKind: string | null;
  courseSubject: string | null;
  majorCode: string | null;
};

function fits(teacher: Person, { criteria }: SubProjectFacts): boolean {
  const met = (list: readonly string[], value: string | null) =>
    list.length === 0 || (value !== null && list.includes(value));
  return (
    met(criteria.posts, teacher.post) &&
    met(criteria.courseKinds, teacher.courseKind) &&
    met(criteria.subjects, teacher.courseSubject) &&
    (criteria.majorPrefixes.length === 0 ||
      criteria.majorPrefixes.some((prefix) => teacher.majorCode?.startsWith(prefix)))
  );
}

function teacherActor(teacher: { id: string; name: string }, school: School): Actor {
  return { ...officer("teacher", school, teacher.name), accountId: teacher.id, teacherId: teacher.id };
}

async function teacherOf(enrolmentId: string, school: School): Promise<Actor> {
  const { teacher } = await db().enrolment.findUniqueOrThrow({
    where: { id: enrolmentId },
    select: { teacher: { select: { id: true, name: true } } },
  });
  return teacherActor(teacher, school);
}

/** A refusal is part of the year: somebody trained last year, or a title too low. Anything else is a fault and stops the build. */
async function register(candidate: Candidate): Promise<string | null> {
  try {
    const { enrolmentId } = await registerEnrolment(
      teacherActor({ id: candidate.teacherId, name: candidate.name }, candidate.school),
      {
        key: newId(),
        subProjectId: candidate.subProjectId,
        route: "free",
        cardCode: null,
        preferences: candidate.classIds,
        commitment: candidate.commitment,
      },
    );
    return enrolmentId;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** Provinces work through their queues, not to the end: most are approved, some returned, a few refused, the unclear ones wait. */
async function review(reviewers: Map<string, Actor>, random: () => number): Promise<void> {
  const queue = await db().enrolment.findMany({
    where: { state: "confirmed", needsJudgement: false },
    orderBy: { id: "asc" },
    select: { id: true, version: true, provinceId: true },
  });
  await inParallel(queue, async ({ id: enrolmentId, version, provinceId }) => {
    const actor = reviewers.get(provinceId);
    const luck = random();
    if (!actor || luck > 0.8) return;
    if (luck < 0.03)
      await returnEnrolment(actor, {
        enrolmentId,
        version,
        to: "school",
        reasonCode: "ethics-unclear",
        reasonText: "师德意见请写明考察期和结论。",
      });
    else if (luck < 0.05)
      await returnEnrolment(actor, {
        enrolmentId,
        version,
        to: "teacher",
        reasonCode: "record-incomplete",
        reasonText: "请核对手机号，并补充任教课程说明。",
      });
    else if (luck < 0.06)
      await rejectEnrolment(actor, {
        enrolmentId,
        version,
        reasonCode: "criteria-not-met",
        reasonText: "任教专业与本项目不对口。",
      });
    else await approveEnrolment(actor, { enrolmentId, version });
  });
}
