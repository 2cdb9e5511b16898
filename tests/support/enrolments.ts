import type pg from "pg";
import type { Actor, Role } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import type { Criteria } from "@/lib/programmes/schema";
import { cardCode } from "@/lib/quotas/rules";

const DAY_MS = 86_400_000;

export type Body = { id: string; name: string; provinceId: string | null };

export function actorAt(body: Body, role: Role, teacherId: string | null = null, accountId = newId()): Actor {
  return {
    accountId,
    name: `演示${role}`,
    role,
    appointmentId: newId(),
    organisationId: body.id,
    organisationName: body.name,
    provinceId: body.provinceId,
    teacherId,
    sessionId: null,
    requestId: null,
  };
}

async function body(kind: string, name: string, parent: Body | null, regionCode?: string): Promise<Body> {
  const id = newId();
  const provinceId = kind === "province" ? id : (parent?.provinceId ?? null);
  await db().organisation.create({
    data: {
      id,
      kind,
      code: id.slice(-12),
      name,
      nameEn: name,
      shortName: name,
      shortNameEn: name,
      regionCode: regionCode ?? null,
      parentId: parent?.id ?? null,
      provinceId,
      schoolLevel: kind === "school" ? "higher" : null,
    },
  });
  return { id, name, provinceId };
}

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
  const ministry = await body("ministry", "演示教育部", null);
  const office = await body("office", "演示国培办", null);
  const institution = await body("institution", "演示承训单位", null);
  const provinces = [];
  for (const regionCode of regions) {
    const province = await body("province", `演示省${regionCode}`, ministry, regionCode);
    const schools = [];
    for (let number = 1; number <= (options.schools ?? 2); number++)
      schools.push(await body("school", `演示${regionCode}第${number}学校`, province));
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
        mode: "quota",
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

/** Moves a window as an operator with the owner's rights would, so that a test need not wait for days to pass. */
export async function moveWindow(
  pool: pg.Pool,
  world: World,
  key: string,
  opensInDays: number,
  closesInDays: number,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("ALTER TABLE time_windows DISABLE TRIGGER time_windows_frozen");
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock(7001, $1)", [world.year]);
    await client.query(
      `UPDATE time_windows SET opens_at = clock_timestamp() + $3 * interval '1 day', closes_at = clock_timestamp() + $4 * interval '1 day'
       WHERE year = $1 AND key = $2`,
      [world.year, key, opensInDays, closesInDays],
    );
    await client.query("COMMIT");
  } finally {
    await client.query("ALTER TABLE time_windows ENABLE TRIGGER time_windows_frozen");
    client.release();
  }
}

/** Shuts windows at this instant, so that what was submitted before stays inside them. */
export async function shutWindows(pool: pg.Pool, world: World, ...keys: string[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("ALTER TABLE time_windows DISABLE TRIGGER time_windows_frozen");
    await client.query(
      "UPDATE time_windows SET closes_at = clock_timestamp() WHERE year = $1 AND key = ANY($2)",
      [world.year, keys],
    );
  } finally {
    await client.query("ALTER TABLE time_windows ENABLE TRIGGER time_windows_frozen");
    client.release();
  }
}

/** Registration and school confirmation over, their cards with them; the supplement open. */
export async function openSupplement(pool: pg.Pool, world: World): Promise<void> {
  await shutWindows(pool, world, "registration", "school-confirmation");
  await moveWindow(pool, world, "supplement", 0, 1);
  await pool.query(
    "UPDATE registration_cards SET lapses_at = clock_timestamp() WHERE NOT supplement AND state IN ('issued', 'bound', 'used')",
  );
}

/** Everything a refused command must leave as it was. */
export async function fingerprint(pool: pg.Pool): Promise<string> {
  const tables = [
    "enrolments",
    "enrolment_events",
    "registration_cards",
    "audit_events",
    "outbox_events",
    "inbox_messages",
    "placement_proposals",
    "placement_rows",
    "bulk_operations",
    "idempotency_keys",
  ];
  const rows = [];
  for (const table of tables)
    rows.push(
      (await pool.query(`SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM ${table} t`)).rows[0],
    );
  return JSON.stringify(rows);
}

/** Names each broken invariant of lib/enrolments/README.md; empty when all hold. */
export async function brokenInvariants(pool: pg.Pool): Promise<string[]> {
  const live = "('submitted', 'confirmed', 'returned', 'approved', 'placed', 'completed')";
  const checks: Record<string, string> = {
    E1: `SELECT 1 FROM enrolments WHERE state IN ${live} GROUP BY card_id HAVING count(*) > 1`,
    E2: `SELECT 1 FROM enrolments WHERE state IN ${live} GROUP BY teacher_id, year, exclusivity_group HAVING count(*) > 1`,
    E3: `SELECT 1 FROM enrolments e JOIN registration_cards c ON c.id = e.card_id WHERE e.state IN ${live}
         AND (c.state <> 'used' OR c.teacher_id <> e.teacher_id OR c.school_id <> e.school_id OR c.sub_project_id <> e.sub_project_id)`,
    E4: `SELECT 1 FROM registration_cards c WHERE c.state = 'used' AND NOT EXISTS
         (SELECT 1 FROM enrolments e WHERE e.card_id = c.id AND e.state IN ${live})`,
    E5: `SELECT 1 FROM training_classes k WHERE k.capacity <
         (SELECT count(*) FROM enrolments e WHERE e.class_id = k.id AND e.state IN ('placed', 'completed'))`,
    E6: `SELECT 1 FROM enrolments e WHERE e.state <> (SELECT v.to_state FROM enrolment_events v WHERE v.enrolment_id = e.id
         ORDER BY v.at DESC, v.id DESC LIMIT 1)`,
    E7: `SELECT 1 FROM enrolments n JOIN enrolments o ON o.id = n.replaces_id
         WHERE o.card_id <> n.card_id OR o.state NOT IN ('replaced', 'withdrawn', 'rejected')`,
  };
  const broken = [];
  for (const [name, sql] of Object.entries(checks))
    if ((await pool.query(`${sql} LIMIT 1`)).rowCount !== 0) broken.push(name);
  return broken;
}

export const ETHICS = { ethicsStatement: "师德师风考核合格，无不良记录。", ethicsName: "演示李老师" };

/** A registration brought to a state by the product's own commands, with the teacher and the card it stands on. */
export async function enrolled(
  world: World,
  state: "submitted" | "confirmed" | "approved" | "returned" | "rejected",
  options: { subProject?: SubProjectBuilt; unclear?: boolean; preferences?: string[]; school?: Body } = {},
) {
  const commands = await import("@/lib/enrolments");
  const subProject = options.subProject ?? world.first;
  const school = options.school ?? world.school;
  const [card] = await issueCards(world, subProject, school, 1);
  const [teacher] = await addTeachers(school, 1);
  if (!card || !teacher) throw new Error("no card or teacher");
  if (options.unclear)
    await db().pastTraining.create({
      data: {
        id: newId(),
        teacherId: teacher.teacherId,
        year: world.year - 1,
        title: "数控技术",
        equivalenceGroup: null,
        hours: 80,
      },
    });
  const { enrolmentId } = await commands.registerEnrolment(teacher, {
    ...registration(world, { route: "code", cardCode: card.code, preferences: options.preferences ?? [] }),
    subProjectId: subProject.id,
  });
  let version = 1;
  if (state !== "submitted")
    ({ version } = await commands.confirmEnrolment(actorAt(school, "school"), {
      enrolmentId,
      version,
      ...ETHICS,
    }));
  const officer = school.provinceId === world.home.id ? world.officer : world.foreignOfficer;
  const reason = { reasonText: "请补充材料。" };
  if (state === "approved")
    ({ version } = await commands.approveEnrolment(officer, { enrolmentId, version }));
  if (state === "returned")
    ({ version } = await commands.returnEnrolment(officer, {
      enrolmentId,
      version,
      to: "school",
      reasonCode: "other",
      ...reason,
    }));
  if (state === "rejected")
    ({ version } = await commands.rejectEnrolment(officer, {
      enrolmentId,
      version,
      reasonCode: "other",
      ...reason,
    }));
  return { enrolmentId, version, teacher, card, clerk: actorAt(school, "school") };
}

export function stateOf(enrolmentId: string) {
  return db().enrolment.findUniqueOrThrow({
    where: { id: enrolmentId },
    include: { card: true, events: { orderBy: [{ at: "asc" }, { id: "asc" }] } },
  });
}
