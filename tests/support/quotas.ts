import type pg from "pg";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import { WINDOW_KEYS } from "@/lib/programmes/schema";
import { actorAt, type Body, createBody } from "./bodies";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type Span = [opensInDays: number, closesInDays: number];
export type Spans = Partial<Record<"quota-table" | "quota-issue" | "registration" | "supplement", Span>>;

const OPEN = {
  ...Object.fromEntries(WINDOW_KEYS.map((key) => [key, [-3, 1] as Span])),
  supplement: [1, 3] as Span,
};

let nextYear = 2101;

const CRITERIA = {
  schoolLevels: [],
  posts: ["teacher"],
  courseKinds: [],
  majorPrefixes: [],
  subjects: [],
  minTitle: null,
  commitmentRequired: false,
  notTrainedInGroupWithinYears: 3,
};

/** A published year with two sub-projects of 100 and 40 seats, and windows as days from now. */
export async function buildYear(spans: Spans = {}, state: "published" | "draft" = "published") {
  const year = nextYear++;
  const now = Date.now();
  await db().programmeYear.create({ data: { year, title: `${year}`, titleEn: `${year}`, state: "draft" } });
  const windows = Object.entries({ ...OPEN, ...spans }).map(([key, [opens, closes]], position) => ({
    id: newId(),
    year,
    key,
    title: key,
    titleEn: key,
    opensAt: new Date(now + opens * DAY_MS),
    closesAt: new Date(now + closes * DAY_MS),
    enforcement: "hard",
    roles: [],
    position,
  }));
  await db().timeWindow.createMany({ data: windows });
  const categoryId = newId();
  const projectId = newId();
  await db().programmeCategory.create({
    data: { id: categoryId, year, code: "B", name: "教师培训", nameEn: "Teachers", position: 1 },
  });
  await db().project.create({
    data: {
      id: projectId,
      categoryId,
      code: "B3",
      name: "骨干",
      nameEn: "Core",
      exclusivityGroup: "all",
      position: 1,
    },
  });
  const institution = await createBody("institution", `演示承训单位${year}`, null);
  const subProjects = [];
  for (const [code, seats] of [
    ["B301", 100],
    ["B302", 40],
  ] as const) {
    const id = newId();
    await db().subProject.create({
      data: {
        id,
        projectId,
        year,
        code,
        name: `演示${code}`,
        nameEn: code,
        shortName: code,
        shortNameEn: code,
        mode: "quota",
        equivalenceGroup: code,
        criteria: CRITERIA,
        position: seats,
      },
    });
    await db().designation.create({
      data: { id: newId(), subProjectId: id, institutionId: institution.id, seats, classCount: 1 },
    });
    subProjects.push({ id, code, seats });
  }
  if (state === "published")
    await db().programmeYear.update({ where: { year }, data: { state, publishedAt: new Date() } });
  const [b301, b302] = subProjects;
  if (!b301 || !b302) throw new Error("two sub-projects were built");
  return { year, b301, b302 };
}

/** A ministry, and two provinces (Hunan, Hubei) with three schools each. */
export async function buildBodies() {
  const ministry = await createBody("ministry", "演示教育部", null);
  const sides = [];
  for (const [regionCode, name] of [
    ["43", "湖南"],
    ["42", "湖北"],
  ] as const) {
    const province = await createBody("province", `演示${name}`, ministry, regionCode);
    const schools = [];
    for (const number of [1, 2, 3]) {
      const school = await createBody("school", `演示${name}第${number}学校`, province);
      schools.push({ ...school, clerk: actorAt(school, "school") });
    }
    const [first, second, third] = schools;
    if (!first || !second || !third) throw new Error("three schools were built");
    sides.push({ ...province, regionCode, officer: actorAt(province, "province"), first, second, third });
  }
  const [hunan, hubei] = sides;
  if (!hunan || !hubei) throw new Error("two provinces were built");
  return {
    ministry: { ...ministry, officer: actorAt(ministry, "ministry"), auditor: actorAt(ministry, "auditor") },
    hunan,
    hubei,
    teacherActor: (school: Body, teacherId: string) => actorAt(school, "teacher", teacherId),
  };
}

export async function addTeacher(schoolId: string): Promise<string> {
  const id = newId();
  await db().teacher.create({ data: { id, schoolId, name: "演示教师", post: "teacher", problemCount: 1 } });
  return id;
}

let serial = 0;
export function newKey(): string {
  serial += 1;
  return `test-key-${serial}`;
}

/** Everything a refused command must leave as it was. */
export async function ledgerRows(pool: pg.Pool): Promise<string> {
  const tables = [
    "quota_accounts",
    "quota_entries",
    "registration_cards",
    "quota_drafts",
    "audit_events",
    "inbox_messages",
  ];
  const rows = [];
  for (const table of tables)
    rows.push(
      (await pool.query(`SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM ${table} t`)).rows[0],
    );
  return JSON.stringify(rows);
}

/** Names each broken invariant of lib/quotas/README.md; empty when all hold. */
export async function brokenInvariants(pool: pg.Pool): Promise<string[]> {
  const checks: Record<string, string> = {
    Q1: "SELECT 1 FROM quota_accounts WHERE handed_down + carded > granted OR least(handed_down, carded, granted) < 0",
    Q2: `SELECT 1 FROM quota_accounts a LEFT JOIN LATERAL (SELECT
        COALESCE(sum(CASE WHEN kind IN ('plan', 'hand-down', 'top-up', 'move-in') THEN seats WHEN kind IN ('hand-back', 'move-out', 'lapse') THEN -seats ELSE 0 END), 0) AS granted,
        COALESCE(sum(CASE WHEN kind = 'card' THEN seats WHEN kind IN ('recall', 'lapse') THEN -seats ELSE 0 END), 0) AS carded
        FROM quota_entries e WHERE e.account_id = a.id) s ON true WHERE s.granted <> a.granted OR s.carded <> a.carded`,
    Q3: `SELECT 1 FROM quota_accounts a WHERE a.handed_down <>
        (SELECT COALESCE(sum(c.granted), 0) FROM quota_accounts c WHERE c.parent_id = a.id)`,
    Q4: `SELECT 1 FROM quota_accounts a WHERE a.parent_id IS NULL AND a.granted <>
        (SELECT COALESCE(sum(d.seats), 0) FROM designations d WHERE d.sub_project_id = a.sub_project_id)`,
    Q5: `SELECT 1 FROM quota_accounts a WHERE a.carded <> (SELECT count(*) FROM registration_cards c
        WHERE c.account_id = a.id AND c.state IN ('issued', 'bound', 'used'))`,
    Q10: `SELECT 1 FROM seat_moves m WHERE (m.state = 'executed') <> (2 = (SELECT count(*) FROM quota_entries e WHERE e.operation_id = m.id))`,
    Q6: `SELECT 1 FROM registration_cards c JOIN quota_accounts a ON a.id = c.account_id JOIN organisations o ON o.id = a.organisation_id
        JOIN quota_accounts p ON p.sub_project_id = a.sub_project_id AND p.organisation_id = o.province_id
        WHERE c.sub_project_id <> a.sub_project_id OR c.school_id <> a.organisation_id
          OR split_part(c.code, '-', 4)::int > p.last_serial`,
  };
  const broken = [];
  for (const [name, sql] of Object.entries(checks))
    if ((await pool.query(`${sql} LIMIT 1`)).rowCount !== 0) broken.push(name);
  return broken;
}

/** Tests of the ledger use cards without enrolments; a database that is checked afterwards must not keep such cards. */
export async function freeUsedCards(pool: pg.Pool): Promise<void> {
  await pool.query("UPDATE registration_cards SET state = 'issued', teacher_id = NULL WHERE state = 'used'");
}
