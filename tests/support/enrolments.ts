import type { Actor } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import type { Criteria } from "@/lib/programmes/schema";
import { cardCode } from "@/lib/quotas/rules";
import { actorAt, type Body, createBody } from "./bodies";

const DAY_MS = 86_400_000;

/** Days from now; the windows of a year while registration runs. */
const OPEN_WINDOWS: Record<string, [number, number]> = {
  "quota-issue": [-5, 2],
  registration: [-3, 2],
  "school-confirmation": [-3, 2.5],
  "qualification-review": [-2, 4],
  supplement: [2, 4],
  placement: [-1, 4],
  "opening-notice": [-3, 4],
};
const ENFORCEMENT: Record<string, string> = {
  "qualification-review": "overdue",
  placement: "overdue",
  "opening-notice": "overdue",
  "class-formation": "overdue",
};

export const OPEN_CRITERIA: Criteria = {
  schoolLevels: [],
  posts: ["teacher"],
  courseKinds: [],
  majorPrefixes: [],
  subjects: [],
  minTitle: "intermediate",
  commitmentRequired: false,
  notTrainedInGroupWithinYears: 3,
};

export type SubProjectPlan = {
  code: string;
  seats: number;
  /** Without seats at the provinces: places are at the classes. */
  mode?: "open";
  group?: string;
  criteria?: Partial<Criteria>;
  classes?: [number, number, number][];
};
export type SubProjectBuilt = {
  id: string;
  code: string;
  seats: number;
  rootAccount: string;
  provinceAccounts: Map<string, string>;
  classIds: string[];
};

const regions = ["43", "42"] as const;

/** A published year of today, two provinces with schools, sub-projects with their seats at the provinces, and classes. */
export async function buildWorld(
  options: {
    subProjects?: SubProjectPlan[];
    schools?: number;
    windows?: Record<string, [number, number]>;
  } = {},
) {
  // Records are judged complete: which fields a year asks for is the teachers module's own matter.
  await db().recordFieldRule.deleteMany({});
  const year = new Date().getUTCFullYear();
  const now = Date.now();
  await db().programmeYear.create({ data: { year, title: `${year}`, titleEn: `${year}`, state: "draft" } });
  const windows = { ...OPEN_WINDOWS, ...options.windows };
  await db().timeWindow.createMany({
    data: Object.entries(windows).map(([key, [opens, closes]], position) => ({
      id: newId(),
      year,
      key,
      title: key,
      titleEn: key,
      opensAt: new Date(now + opens * DAY_MS),
      closesAt: new Date(now + closes * DAY_MS),
      enforcement: ENFORCEMENT[key] ?? "hard",
      roles: [],
      position,
    })),
  });
  const ministry = await createBody("ministry", "演示教育部", null);
  const office = await createBody("office", "演示国培办", null);
  const institution = await createBody("institution", "演示承训单位", null);
  const provinces = [];
  for (const regionCode of regions) {
    const province = await createBody("province", `演示省${regionCode}`, ministry, regionCode);
    const schools = [];
    for (let number = 1; number <= (options.schools ?? 2); number++)
      schools.push(await createBody("school", `演示${regionCode}第${number}学校`, province));
    provinces.push({ ...province, regionCode, schools });
  }
  const categoryId = newId();
  await db().programmeCategory.create({
    data: { id: categoryId, year, code: "B", name: "教师培训", nameEn: "Teachers", position: 1 },
  });
  const plans = options.subProjects ?? [
    { code: "B301", seats: 100 },
    { code: "B302", seats: 40 },
  ];
  const subProjects: SubProjectBuilt[] = [];
  for (const [position, plan] of plans.entries()) {
    const projectId = newId();
    const id = newId();
    const designationId = newId();
    await db().project.create({
      data: {
        id: projectId,
        categoryId,
        code: plan.code.slice(0, 2) + position,
        name: plan.code,
        nameEn: plan.code,
        exclusivityGroup: plan.group ?? "all",
        position,
      },
    });
    await db().subProject.create({
      data: {
        id,
        projectId,
        year,
        code: plan.code,
        name: plan.code,
        nameEn: plan.code,
        shortName: plan.code,
        shortNameEn: plan.code,
        mode: plan.mode ?? "quota",
        equivalenceGroup: plan.code,
        criteria: { ...OPEN_CRITERIA, ...plan.criteria },
        position,
      },
    });
    await db().designation.create({
      data: {
        id: designationId,
        subProjectId: id,
        institutionId: institution.id,
        seats: plan.seats,
        classCount: 1,
      },
    });
    const classIds: string[] = [];
    for (const [number, [capacity, starts, ends]] of (plan.classes ?? [[plan.seats, 30, 40]]).entries()) {
      const classId = newId();
      await db().trainingClass.create({
        data: {
          id: classId,
          designationId,
          subProjectId: id,
          institutionId: institution.id,
          number: number + 1,
          code: `${year}-${plan.code}-0${number + 1}`,
          mode: "on-site",
          startsOn: new Date(now + starts * DAY_MS),
          endsOn: new Date(now + ends * DAY_MS),
          days: ends - starts,
          hours: 40,
          place: "演示",
          capacity,
          state: "formed",
        },
      });
      classIds.push(classId);
    }
    const rootAccount = newId();
    if (plan.mode === "open") {
      subProjects.push({
        id,
        code: plan.code,
        seats: plan.seats,
        rootAccount,
        provinceAccounts: new Map(),
        classIds,
      });
      continue;
    }
    await db().quotaAccount.create({
      data: { id: rootAccount, subProjectId: id, organisationId: ministry.id },
    });
    await entry(rootAccount, "plan", plan.seats);
    const provinceAccounts = new Map<string, string>();
    for (const province of provinces) {
      const account = newId();
      await db().quotaAccount.create({
        data: { id: account, subProjectId: id, organisationId: province.id, parentId: rootAccount },
      });
      await entry(account, "hand-down", Math.floor(plan.seats / 2));
      provinceAccounts.set(province.id, account);
    }
    subProjects.push({ id, code: plan.code, seats: plan.seats, rootAccount, provinceAccounts, classIds });
  }
  await db().programmeYear.update({ where: { year }, data: { state: "published", publishedAt: new Date() } });
  const [first, second] = subProjects;
  const [home, away] = provinces;
  const school = home?.schools[0];
  const otherSchool = home?.schools[1] ?? school;
  const foreignSchool = away?.schools[0];
  if (!first || !home || !away || !school || !otherSchool || !foreignSchool)
    throw new Error("the world is too small");
  return {
    year,
    subProjects,
    first,
    second: second ?? first,
    home,
    away,
    school,
    otherSchool,
    foreignSchool,
    institution,
    office: actorAt(office, "office"),
    ministry: actorAt(ministry, "ministry"),
    officer: actorAt(home, "province"),
    foreignOfficer: actorAt(away, "province"),
    clerk: actorAt(school, "school"),
    foreignClerk: actorAt(foreignSchool, "school"),
  };
}
export type World = Awaited<ReturnType<typeof buildWorld>>;

async function entry(accountId: string, kind: string, seats: number): Promise<void> {
  await db().quotaEntry.create({
    data: { id: newId(), accountId, kind, seats, actorName: "演示", actorRole: "ministry" },
  });
}

/** Cards of a school in a sub-project, with the seats under them; lapsing when registration closes. */
export async function issueCards(
  world: World,
  subProject: SubProjectBuilt,
  school: Body,
  count: number,
  card: { lapsesAt?: Date; supplement?: boolean; teacherId?: string } = {},
): Promise<{ id: string; code: string }[]> {
  if (count === 0) return [];
  const parent = subProject.provinceAccounts.get(school.provinceId ?? "");
  const province = [world.home, world.away].find((one) => one.id === school.provinceId);
  if (!parent || !province) throw new Error("the school has no province");
  const account = await db().quotaAccount.upsert({
    where: { subProjectId_organisationId: { subProjectId: subProject.id, organisationId: school.id } },
    create: { id: newId(), subProjectId: subProject.id, organisationId: school.id, parentId: parent },
    update: {},
    select: { id: true },
  });
  const window = await db().timeWindow.findUniqueOrThrow({
    where: { year_key: { year: world.year, key: "registration" } },
  });
  await entry(account.id, "hand-down", count);
  return db().$transaction(async (tx) => {
    await tx.quotaEntry.create({
      data: {
        id: newId(),
        accountId: account.id,
        kind: "card",
        seats: count,
        actorName: "演示",
        actorRole: "province",
      },
    });
    const cards: { id: string; code: string }[] = [];
    while (cards.length < count) {
      const wanted = count - cards.length;
      const { lastSerial } = await tx.quotaAccount.update({
        where: { id: parent },
        data: { lastSerial: { increment: wanted } },
        select: { lastSerial: true },
      });
      for (let at = lastSerial - wanted + 1; at <= lastSerial; at++) {
        const code = cardCode(world.year, province.regionCode, subProject.code, at);
        if (code) cards.push({ id: newId(), code });
      }
    }
    await tx.registrationCard.createMany({
      data: cards.map(({ id, code }) => ({
        id,
        code,
        accountId: account.id,
        subProjectId: subProject.id,
        schoolId: school.id,
        teacherId: card.teacherId ?? null,
        state: card.teacherId ? "bound" : "issued",
        lapsesAt: card.lapsesAt ?? window.closesAt,
        supplement: card.supplement ?? false,
      })),
    });
    return cards;
  });
}

/** Teachers whose record fits every sub-project of the world, as actors of their school. */
export async function addTeachers(
  school: Body,
  count: number,
  fields: Record<string, unknown> = {},
): Promise<(Actor & { teacherId: string })[]> {
  const ids = Array.from({ length: count }, () => newId());
  await db().teacher.createMany({
    data: ids.map((id, index) => ({
      id,
      schoolId: school.id,
      name: `演示教师${index + 1}`,
      post: "teacher",
      courseKind: "major",
      title: "intermediate",
      ...fields,
    })),
  });
  return ids.map((teacherId) => ({ ...actorAt(school, "teacher", teacherId), teacherId }));
}

let serial = 0;
export function newKey(): string {
  serial += 1;
  return `test-key-${process.pid}-${serial}`;
}

export function registration(world: World, change: Record<string, unknown> = {}) {
  return {
    key: newKey(),
    subProjectId: world.first.id,
    route: "free" as const,
    cardCode: null,
    preferences: [] as string[],
    commitment: null,
    ...change,
  };
}
