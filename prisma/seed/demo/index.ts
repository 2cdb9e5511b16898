import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Actor } from "@/lib/access";
import { formClass } from "@/lib/classes";
import type { FormClassInput } from "@/lib/classes/schema";
import {
  approveEnrolment,
  confirmEnrolment,
  registerEnrolment,
  rejectEnrolment,
  returnEnrolment,
  withdrawEnrolment,
} from "@/lib/enrolments";
import { activateAccount, handOutTeacherCodeIn } from "@/lib/identity";
import { newId } from "@/lib/kernel/id";
import { DomainError } from "@/lib/kernel/problem";
import { createNotice, issueNotice } from "@/lib/notices";
import { setBusinessTime } from "@/lib/platform/clock";
import { db, transaction } from "@/lib/platform/db";
import {
  importProgrammeYear,
  loadDesignations,
  loadSubProjects,
  publishProgrammeYear,
} from "@/lib/programmes";
import { programmeFileSchema, type SubProjectFacts } from "@/lib/programmes/schema";
import { allocateAndIssue, bindCard, handDownSeats, importQuotaTable, issueQuotaTable } from "@/lib/quotas";
import { importTeachers } from "@/lib/teachers";
import { importTeachersSchema } from "@/lib/teachers/schema";
import classes from "../data/classes-2022.json";
import programme from "../data/programme-2022.json";
import {
  type Bodies,
  createNationalBodies,
  createSchools,
  DEMONSTRATION_PASSWORD,
  institutionByCode,
  officer,
  openAccount,
  type Province,
  type School,
} from "./bodies";
import { demonstrationNotice } from "./notice";
import {
  type Cells,
  planSeats,
  type SchoolPlan,
  schoolCounts,
  teachersOf,
  VISITORS,
  visitorRecords,
} from "./plan";
import { randomStream } from "./random";

const YEAR = 2022;
const STANDS_AT = "2022-05-15T14:50:00+08:00";
/** Left to the visitor: the walk of the README takes a seat of it from the ministry to a placed teacher. */
const LEFT_UNISSUED = "B305";
/** The province in which most demonstration people live. */
const HOME_REGION = "43";
const UNFORMED_CLASS = "U40";
const AT_ONCE = 6;

type Options = { at?: string | undefined; progress: (line: string) => void };

/**
 * Builds the 2022 year on an empty database by the product's own commands, moving the business clock as the year went, and
 * leaves it standing at 15 May 14:50 or at the business time asked for.
 */
export async function buildDemonstration({ at, progress }: Options): Promise<void> {
  const random = randomStream(20220429);
  await db().$executeRaw`UPDATE business_clock SET demonstration = true,
    offset_ms = floor(extract(epoch FROM ('2022-04-29T08:00:00+08:00'::timestamptz - clock_timestamp())) * 1000)::bigint WHERE id = 1`;

  progress("the ministry, the national office and 32 provincial bodies");
  const bodies = await createNationalBodies();
  progress("the catalogue: 3 categories, 8 projects, 24 sub-projects, 43 institutions");
  await importProgrammeYear(bodies.ministry, programmeFileSchema.parse(programme));
  await publishProgrammeYear(bodies.ministry, { year: YEAR, version: 1, confirmed: "yes" });
  const cells = await issueQuotas(bodies.ministry);
  const subProjects = await loadSubProjects(db(), YEAR);

  progress("schools and their teachers");
  const plans = await createSchoolsAndTeachers(bodies.provinces, subProjects, cells, random);
  await openAccounts(bodies);

  await reach("2022-05-09T09:00:00+08:00");
  await issueDemonstrationNotice(bodies.ministry);
  progress("43 classes, one of them late");
  await formClasses();
  progress("seats handed to schools, and registration cards");
  for (const province of bodies.provinces) await allocate(province, subProjects, plans, random);
  await bindForVisitors(bodies.provinces);

  progress("four days of registration, confirmation and review");
  await runRegistration(bodies.provinces, random);
  await reach(at ? chinaTime(at) : STANDS_AT);
  progress("the year stands");
}

async function reach(instant: string): Promise<void> {
  await setBusinessTime(new Date(instant));
}

/** A time without a zone is China's. */
function chinaTime(at: string): string {
  return /[Z+]/.test(at) ? at : `${at}${/T\d\d:\d\d$/.test(at) ? ":00" : ""}+08:00`;
}

async function inParallel<Item>(items: Item[], run: (item: Item) => Promise<unknown>): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(item);
    }),
  );
}

async function issueQuotas(ministry: Actor): Promise<Cells> {
  const bytes = await readFile(path.join(process.cwd(), "public/demonstration/quota-table-2022.xlsx"));
  const file = new File([new Uint8Array(bytes)], "quota-table-2022.xlsx");
  const { number } = await importQuotaTable(ministry, { year: YEAR, file });
  const draft = await db().quotaDraft.findUniqueOrThrow({
    where: { year_number: { year: YEAR, number } },
    select: { cells: true },
  });
  const cells = draft.cells as Cells;
  const codes = [...new Set(Object.values(cells).flatMap((row) => Object.keys(row)))].filter(
    (code) => code !== LEFT_UNISSUED,
  );
  await issueQuotaTable(ministry, {
    year: YEAR,
    draft: number,
    subProjects: codes,
    reserveConfirmed: false,
    key: newId(),
  });
  return cells;
}

async function createSchoolsAndTeachers(
  provinces: Province[],
  subProjects: SubProjectFacts[],
  cells: Cells,
  random: () => number,
): Promise<Map<string, SchoolPlan>> {
  const counts = schoolCounts(provinces, cells);
  const plans = new Map<string, SchoolPlan>();
  await inParallel(provinces, (province) => createSchools(province, counts.get(province.id) ?? 2));
  for (const province of provinces)
    for (const [school, plan] of planSeats(province, subProjects, cells)) plans.set(school, plan);
  const jobs = provinces.flatMap((province) =>
    province.schools.map((school) => ({
      school,
      teachers: teachersOf(school, plans.get(school.id) ?? new Map(), subProjects, random),
    })),
  );
  const home = provinceOf(provinces, HOME_REGION).schools[0];
  const first = jobs.find(({ school }) => school === home);
  if (home && first) first.teachers.push(...visitorRecords(home, subProjects, random));
  await inParallel(jobs, ({ school, teachers }) =>
    importTeachers(
      school.actor,
      importTeachersSchema.parse({ teachers, source: "register", demonstration: true, key: newId() }),
    ),
  );
  return plans;
}

/** Twelve people who can sign in: one or two of every role. */
async function openAccounts(bodies: Bodies): Promise<void> {
  const home = provinceOf(bodies.provinces, HOME_REGION);
  await openAccount(
    bodies.ministry,
    { id: bodies.office.organisationId },
    "office",
    "demo-2-office",
    "赵老师（演示）",
  );
  await openAccount(bodies.ministry, home, "province", "demo-3-province", "刘处长（演示）");
  for (const code of ["U31", "U22"])
    await openAccount(
      bodies.ministry,
      await institutionByCode(code),
      "institution",
      `demo-4-institution-${code}`,
      "陈老师（演示）",
    );
  for (const [index, school] of home.schools.slice(0, 2).entries())
    await openAccount(home.actor, school, "school", `demo-5-school-${index + 1}`, "李老师（演示）");
  for (const [index, teacher] of (await visitors(home)).entries())
    await openTeacherAccount(home, teacher, `demo-6-teacher-${index + 1}`);
  await openAccount(
    bodies.ministry,
    { id: bodies.ministry.organisationId },
    "auditor",
    "demo-7-auditor",
    "周审计（演示）",
  );
}

function provinceOf(provinces: Province[], regionCode: string): Province {
  const found = provinces.find((province) => province.regionCode === regionCode);
  if (!found) throw new Error(`no province ${regionCode}`);
  return found;
}

type Visitor = { id: string; name: string; schoolId: string; idNumberIndex: string };

async function visitors(home: Province): Promise<Visitor[]> {
  const found = await db().teacher.findMany({
    where: { schoolId: home.schools[0]?.id, staffNumber: { in: VISITORS.map((one) => one.staffNumber) } },
    orderBy: { staffNumber: "asc" },
    select: { id: true, name: true, schoolId: true, idNumberIndex: true },
  });
  return found.flatMap((one) => (one.idNumberIndex ? [{ ...one, idNumberIndex: one.idNumberIndex }] : []));
}

async function openTeacherAccount(home: Province, teacher: Visitor, loginName: string): Promise<void> {
  const school = home.schools.find((one) => one.id === teacher.schoolId);
  if (!school) return;
  const made = await transaction(school.actor, (tx) =>
    handOutTeacherCodeIn(tx, school.actor, { ...teacher, teacherId: teacher.id, loginName }),
  );
  // The one-time code of a teacher works with the ID number only; here the number is not at hand in clear.
  await db().activationCode.updateMany({
    where: { accountId: made.accountId },
    data: { idNumberIndex: null },
  });
  await activateAccount(null, { ...made, newPassword: DEMONSTRATION_PASSWORD });
}

async function issueDemonstrationNotice(ministry: Actor): Promise<void> {
  const { id } = await createNotice(ministry, { ...demonstrationNotice(YEAR), key: newId() });
  await issueNotice(ministry, { id, version: 1, issuedOn: "2022-04-29", publicOn: "2022-05-19" });
}

async function formClasses(): Promise<void> {
  const designations = await loadDesignations(db(), { year: YEAR });
  const subProjects = new Map((await loadSubProjects(db(), YEAR)).map((one) => [one.code, one.id]));
  for (const plan of classes) {
    if (plan.institution === UNFORMED_CLASS) continue;
    const institution = await institutionByCode(plan.institution);
    const designation = designations.find(
      (one) => one.institutionId === institution.id && one.subProjectId === subProjects.get(plan.subProject),
    );
    if (!designation) throw new Error(`no designation for ${plan.institution}`);
    const { institution: _institution, subProject: _subProject, mode, ...fields } = plan;
    const actor = officer("institution", { ...institution, provinceId: null }, "陈老师（演示）");
    await formClass(actor, {
      ...fields,
      mode: mode as FormClassInput["mode"],
      designationId: designation.id,
      key: newId(),
    });
  }
}

/** Most seats go to schools with cards; some stay with the province, some reach a school without a card yet. */
async function allocate(
  province: Province,
  subProjects: SubProjectFacts[],
  plans: Map<string, SchoolPlan>,
  random: () => number,
): Promise<void> {
  await inParallel(
    subProjects.filter((one) => one.code !== LEFT_UNISSUED),
    async ({ id: subProjectId }) => {
      const rows = province.schools.flatMap((school) => {
        const target = plans.get(school.id)?.get(subProjectId) ?? 0;
        return target > 0 ? [{ schoolId: school.id, shown: 0, target }] : [];
      });
      const luck = random();
      const later = luck < 0.08 && rows.length > 1 ? rows.splice(-1) : [];
      if (rows.length > 0)
        await allocateAndIssue(province.actor, { subProjectId, rows, cards: true, key: newId() });
      if (luck < 0.04)
        for (const { schoolId, target } of later)
          await handDownSeats(province.actor, {
            subProjectId,
            rows: [{ schoolId, seats: target }],
            key: newId(),
          });
    },
  );
}

/** The visitor for smart manufacturing finds a card in the own name. */
async function bindForVisitors(provinces: Province[]): Promise<void> {
  const home = provinceOf(provinces, HOME_REGION);
  const teacher = (await visitors(home))[1];
  const school = home.schools.find((one) => one.id === teacher?.schoolId);
  if (!teacher || !school) return;
  const card = await db().registrationCard.findFirst({
    where: { schoolId: school.id, state: "issued", subProject: { code: "B301" } },
    orderBy: { code: "asc" },
    select: { id: true, version: true },
  });
  if (card) await bindCard(school.actor, { cardId: card.id, teacherId: teacher.id, version: card.version });
}

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

async function runRegistration(provinces: Province[], random: () => number): Promise<void> {
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
