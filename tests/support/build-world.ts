import pg from "pg";
import type { Actor } from "@/lib/access";
import { issueOpeningNotice } from "@/lib/classes";
import { acceptPlacement, proposePlacement } from "@/lib/enrolments";
import { foundInstallation } from "@/lib/identity";
import { newId } from "@/lib/kernel/id";
import { createNotice, issueNotice } from "@/lib/notices";
import { createOrganisation } from "@/lib/organisations";
import { setBusinessTime } from "@/lib/platform/clock";
import { db, disconnect } from "@/lib/platform/db";
import { hashPassword, PASSWORD_ALGORITHM } from "@/lib/platform/password";
import { programmeFileSchema } from "@/lib/programmes/schema";
import programme from "@/prisma/seed/data/programme-2022.json";
import { demonstrationNotice } from "@/prisma/seed/demo/notice";
import { appointDirectly, openOfficer } from "../factories/accounts";
import { delegateOf } from "../factories/delegations";
import { buildProvince, handOutSeats } from "../factories/province";
import {
  approve,
  confirm,
  confirmDay,
  registerWithFreeCard,
  reviewDay,
  STANDS,
  type Stand,
} from "../factories/registrations";
import { formWorldClass, publishSmallYear, YEAR } from "../factories/year";
import { WORLD_PASSWORD } from "./world-password";
import type { World, WorldInstitution, WorldProvince } from "./world-shape";

/** Run as a program on an empty migrated database: builds the stage `open`, copies it to the name given, goes on to `placed`. */
async function build(openName: string): Promise<void> {
  await db().$executeRaw`UPDATE business_clock SET demonstration = true,
    offset_ms = floor(extract(epoch FROM ('2022-04-29T08:00:00+08:00'::timestamptz - clock_timestamp())) * 1000)::bigint WHERE id = 1`;
  const world = await buildOpen();
  await activateEverybody();
  await reach("2022-05-15T14:50:00+08:00");
  await keep(world);
  await copyDatabase(openName);
  await placeEverybody(world);
  await reach("2022-05-18T15:00:00+08:00");
  await keep({ ...world, stage: "placed" });
  await disconnect();
}

async function reach(instant: string): Promise<void> {
  await setBusinessTime(new Date(instant));
}

async function buildOpen(): Promise<World> {
  const name = "演示教师工作司";
  const founded = await foundInstallation({
    ministry: { name, nameEn: "Demonstration ministry", code: "MOE", demonstration: true },
    loginName: "ministry",
    displayName: "演示ministry",
  });
  const place = { id: founded.ministryId, name, provinceId: null };
  const appointment = await db().appointment.findFirstOrThrow({
    where: { accountId: founded.accountId },
    select: { id: true },
  });
  const ministry: Actor = {
    accountId: founded.accountId,
    name: "演示ministry",
    role: "ministry",
    appointmentId: appointment.id,
    organisationId: place.id,
    organisationName: name,
    organisationNameEn: "Demonstration ministry",
    provinceId: null,
    teacherId: null,
    sessionId: null,
    requestId: null,
  };
  const officePlace = await createOrganisation(ministry, {
    kind: "office",
    code: "NTO",
    name: "演示国培办",
    parentId: place.id,
    demonstration: true,
  });
  // The regional table asks for the provincial bodies, so they come before the year.
  const provinces = [
    await buildProvince(ministry, "43", criteriaOnly()),
    await buildProvince(ministry, "42", criteriaOnly()),
  ] as [WorldProvince, WorldProvince];
  const subProjects = await publishSmallYear(ministry);
  const idOf = (code: string) => subProjects.get(code)?.id ?? "";

  await reach("2022-05-10T09:00:00+08:00");
  const institutions = [
    await buildInstitution(ministry, "U22", subProjects, {}),
    await buildInstitution(ministry, "U23", subProjects, { startsOn: "2022-06-05", endsOn: "2022-06-18" }),
  ] as [WorldInstitution, WorldInstitution];
  const notices = await issueNotices(ministry);
  for (const province of provinces) {
    await handOutSeats(province, subProjects);
    province.delegate = await delegateOf(province.actor, province.delegate);
  }
  await register(provinces, { subProjectId: idOf("B301"), classId: institutions[0].classId });
  return {
    year: YEAR,
    stage: "open",
    ministry,
    office: await openOfficer(
      ministry,
      { id: officePlace.id, name: "演示国培办", provinceId: null },
      "office",
      "office",
    ),
    auditor: await openOfficer(ministry, place, "auditor", "auditor"),
    expert: await appointDirectly(place, "expert", "expert"),
    systemAdmin: await appointDirectly(place, "system-admin", "system-admin"),
    securityAdmin: await appointDirectly(place, "security-admin", "security-admin"),
    auditAdmin: await appointDirectly(place, "audit-admin", "audit-admin"),
    provinces,
    institutions,
    subProjects: { B301: idOf("B301"), B302: idOf("B302"), B305: idOf("B305") },
    notices,
  };
}

async function buildInstitution(
  ministry: Actor,
  code: string,
  subProjects: Awaited<ReturnType<typeof publishSmallYear>>,
  plan: Parameters<typeof formWorldClass>[2],
): Promise<WorldInstitution> {
  const found = await db().organisation.findUniqueOrThrow({
    where: { code },
    select: { id: true, name: true },
  });
  const place = { ...found, provinceId: null };
  const actor = await openOfficer(ministry, place, "institution", `institution-${code}`);
  return { id: found.id, actor, ...(await formWorldClass(actor, subProjects, plan)) };
}

/** Teachers fit B301 before the year is imported; only its criteria are asked for. */
function criteriaOnly(): Parameters<typeof buildProvince>[2] {
  const projects = programmeFileSchema.parse(programme).categories.flatMap((category) => category.projects);
  return new Map(projects.flatMap((project) => project.subProjects).map((one) => [one.code, one]));
}

async function issueNotices(ministry: Actor): Promise<World["notices"]> {
  const texts = demonstrationNotice(YEAR);
  const issued = await createNotice(ministry, { ...texts, key: newId() });
  await issueNotice(ministry, {
    id: issued.id,
    version: 1,
    issuedOn: "2022-04-29",
    publicOn: "2022-05-19",
  });
  const draft = await createNotice(ministry, {
    ...texts,
    documentNumber: `演示函〔${YEAR}〕2号`,
    title: "演示通知草稿",
    key: newId(),
  });
  return { issued: issued.id, draft: draft.id };
}

async function register(
  provinces: WorldProvince[],
  wish: { subProjectId: string; classId: string },
): Promise<void> {
  await reach("2022-05-12T10:00:00+08:00");
  const days = [];
  for (const province of provinces) {
    const [first, second] = province.schools;
    const enrolments: [Stand, string][] = [];
    const owners = new Map<string, Actor>();
    for (const [index, stand] of STANDS.entries()) {
      const teacher = first.teachers[index];
      if (!teacher) continue;
      const id = await registerWithFreeCard(teacher.actor, wish);
      enrolments.push([stand, id]);
      owners.set(id, teacher.actor);
      first.enrolments[stand] = [...(first.enrolments[stand] ?? []), id];
    }
    const approved = [];
    for (const teacher of second.teachers.slice(0, 2))
      approved.push(await registerWithFreeCard(teacher.actor, wish));
    second.enrolments.approved = approved;
    days.push({ province, first, second, enrolments, owners, approved });
  }
  await reach("2022-05-12T16:30:00+08:00");
  for (const { first, second, enrolments, approved } of days) {
    await confirmDay(first.actor, enrolments);
    for (const id of approved) await confirm(second.actor, id);
  }
  await reach("2022-05-13T09:30:00+08:00");
  for (const { province, first, enrolments, owners, approved } of days) {
    const teacherOf = (id: string) => owners.get(id) ?? first.actor;
    await reviewDay({ school: first.actor, province: province.actor, teacherOf }, enrolments);
    for (const id of approved) await approve(province.actor, id);
  }
}

/** One hash for all, so that building stays quick; who needs to sign in does so with WORLD_PASSWORD. */
async function activateEverybody(): Promise<void> {
  const passwordHash = await hashPassword(WORLD_PASSWORD);
  await db().account.updateMany({
    data: { state: "active", passwordHash, passwordAlgorithm: PASSWORD_ALGORITHM },
  });
}

async function placeEverybody(world: World): Promise<void> {
  await reach("2022-05-17T10:00:00+08:00");
  const { proposalId } = await proposePlacement(world.office, { subProjectId: world.subProjects.B301 });
  await acceptPlacement(world.office, { proposalId });
  await reach("2022-05-18T10:00:00+08:00");
  const [first] = world.institutions;
  await issueOpeningNotice(first.actor, {
    classId: first.classId,
    version: 1,
    documentNumber: `演示培〔${YEAR}〕1号`,
  });
}

async function keep(world: World): Promise<void> {
  await db().$executeRaw`CREATE SCHEMA IF NOT EXISTS test_support`;
  await db()
    .$executeRaw`CREATE TABLE IF NOT EXISTS test_support.world (id int PRIMARY KEY, facts jsonb NOT NULL)`;
  await db().$executeRaw`INSERT INTO test_support.world VALUES (1, ${JSON.stringify(world)}::jsonb)
    ON CONFLICT (id) DO UPDATE SET facts = EXCLUDED.facts`;
}

/** A database can be copied only while nobody is connected to it. */
async function copyDatabase(name: string): Promise<void> {
  const address = new URL(process.env.DATABASE_URL ?? "");
  const source = address.pathname.slice(1);
  await disconnect();
  address.pathname = "/postgres";
  const client = new pg.Client(address.toString());
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${source}`);
  } finally {
    await client.end();
  }
}

await build(process.argv[2] ?? "");
