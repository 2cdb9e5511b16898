import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Actor } from "@/lib/access";
import { formClass } from "@/lib/classes";
import type { FormClassInput } from "@/lib/classes/schema";
import { delegateReview } from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { createNotice, issueNotice } from "@/lib/notices";
import { db } from "@/lib/platform/db";
import {
  importProgrammeYear,
  loadDesignations,
  loadSubProjects,
  publishProgrammeYear,
} from "@/lib/programmes";
import { programmeFileSchema, type SubProjectFacts } from "@/lib/programmes/schema";
import {
  allocateAndIssue,
  confirmSeatMove,
  handDownSeats,
  importQuotaTable,
  issueQuotaTable,
  submitSeatMove,
  submitSeatNeeds,
} from "@/lib/quotas";
import { importTeachers } from "@/lib/teachers";
import { importTeachersSchema } from "@/lib/teachers/schema";
import classes from "../data/classes-2022.json";
import programme from "../data/programme-2022.json";
import { createNationalBodies, createSchools, institutionByCode, officer, type Province } from "./bodies";
import {
  allocateThroughCities,
  createCities,
  decideRoute,
  openCityAccounts,
  recallInFirstCity,
} from "./cities";
import { HOME_REGION, inParallel, provinceOf, reach, YEAR } from "./course";
import { releaseOne } from "./moves";
import { demonstrationNotice } from "./notice";
import { type Cells, planSeats, type SchoolPlan, schoolCounts, teachersOf, visitorRecords } from "./plan";
import { randomStream } from "./random";
import { runRegistration } from "./registration";
import { bindForVisitors, openAccounts } from "./visitors";
import { addPaper, fillInForOne, giveTime, object, sayWishes } from "./wishes";

const STANDS_AT = "2022-05-15T14:50:00+08:00";
/** Left to the visitor: the walk of the README takes a seat of it from the ministry to a placed teacher. */
const LEFT_UNISSUED = "B305";
const UNFORMED_CLASS = "U40";
/** An institution that people of the demonstration can enter as. */
const DELEGATE = "U22";

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
  await openCityAccounts(bodies.ministry, bodies.provinces);

  await reach("2022-05-09T09:00:00+08:00");
  await issueDemonstrationNotice(bodies.ministry);
  progress("43 classes, one of them late");
  await formClasses();
  progress("what schools need, seats handed to them, and registration cards");
  await stateNeeds(bodies.provinces, subProjects, plans);
  await decideRoute(bodies.provinces);
  for (const province of bodies.provinces) await allocate(province, subProjects, plans, random);
  await sayWishes(bodies.provinces);
  await bindForVisitors(bodies.provinces);
  await proposeMoves(bodies.provinces);

  progress("four days of registration, confirmation and review");
  await runRegistration(bodies.provinces, random);
  await recallInFirstCity(bodies.provinces);
  await delegateReviewOf(provinceOf(bodies.provinces, HOME_REGION));
  // Autovacuum comes a minute later; until then the planner knows nothing of the year, and a desk costs forty times as much.
  await db().$executeRaw`ANALYZE`;
  await reach(at ? chinaTime(at) : STANDS_AT);
  if (!at) {
    await addPaper(bodies.provinces);
    await object(bodies.provinces);
    await fillInForOne(bodies.provinces);
    await giveTime(bodies.ministry, bodies.provinces);
    await releaseOne(bodies.provinces);
  }
  progress("the year stands");
}

/** A demonstration institution may review for the home province; the sub-project that it trains itself stays with the province. */
async function delegateReviewOf(home: Province): Promise<void> {
  await reach("2022-05-15T14:00:00+08:00");
  const { id: granteeId } = await institutionByCode(DELEGATE);
  await delegateReview(home.actor, {
    key: newId(),
    year: YEAR,
    granteeId,
    extent: "all",
    subProjectIds: [],
    from: "2022-05-15",
    until: "2022-05-20",
    reason: "本省待审较多，委托承训单位代审。",
  });
}

/** A time without a zone is China's. */
function chinaTime(at: string): string {
  return /[Z+]/.test(at) ? at : `${at}${/T\d\d:\d\d$/.test(at) ? ":00" : ""}+08:00`;
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
  await createCities(provinces);
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

const NEED_REASONS = [
  "新上专业缺骨干教师，急需培训。",
  "实训基地今年扩建，教师要先学。",
  "两年没有教师参加过这类培训。",
  "要带新入职的教师，先派骨干。",
];

/** Schools ask for what they will get and, every third of them, for one more. Its own dice, so that the rest of the year stays. */
async function stateNeeds(
  provinces: Province[],
  subProjects: SubProjectFacts[],
  plans: Map<string, SchoolPlan>,
): Promise<void> {
  const random = randomStream(20220509);
  const schools = provinces.flatMap((province) => province.schools);
  await inParallel(schools, async (school) => {
    const rows = subProjects.flatMap(({ id }) => {
      const seats = (plans.get(school.id)?.get(id) ?? 0) + (random() < 0.34 ? 1 : 0);
      const reason = NEED_REASONS[Math.floor(random() * NEED_REASONS.length)] ?? "";
      return seats > 0 && random() < 0.8 ? [{ subProjectId: id, seats, reason, version: 0 }] : [];
    });
    if (rows.length > 0) await submitSeatNeeds(school.actor, { year: YEAR, rows });
  });
}

/** Two provinces with a seat to spare offer it: one to the visitor's province, which has not answered, one to a third that took it. */
async function proposeMoves(provinces: Province[]): Promise<void> {
  const home = provinceOf(provinces, HOME_REGION);
  const spare = await db().quotaAccount.findMany({
    where: {
      organisation: { kind: "province" },
      organisationId: { not: home.id },
      granted: { gt: db().quotaAccount.fields.handedDown },
    },
    orderBy: { id: "asc" },
    distinct: ["organisationId"],
    take: 2,
    select: { subProjectId: true, organisationId: true },
  });
  for (const [at, { subProjectId, organisationId }] of spare.entries()) {
    const giver = provinces.find(({ id }) => id === organisationId);
    const taker = at === 0 ? home : provinces.find(({ id }) => id !== organisationId && id !== home.id);
    if (!giver || !taker) continue;
    const { moveId } = await submitSeatMove(giver.actor, {
      subProjectId,
      direction: "offer",
      provinceId: taker.id,
      seats: 1,
      reason: "本省这个方向的教师今年排不开。",
      key: newId(),
    });
    if (at === 1)
      await confirmSeatMove(taker.actor, { moveId, version: 1, reason: "本省还有学校要，可以马上用。" });
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
      if (province.cities.length > 0) return allocateThroughCities(province, subProjectId, rows, later);
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
