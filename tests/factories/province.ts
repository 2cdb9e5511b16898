import type { Actor } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { createOrganisation } from "@/lib/organisations";
import { db } from "@/lib/platform/db";
import type { SubProjectFacts } from "@/lib/programmes/schema";
import { allocateAndIssue, bindCard, handDownSeats } from "@/lib/quotas";
import { importTeachers } from "@/lib/teachers";
import { importTeachersSchema } from "@/lib/teachers/schema";
import { completeRecord, type SchoolLevel, withGap } from "@/prisma/seed/demo/people";
import { randomStream } from "@/prisma/seed/demo/random";
import type { WorldProvince, WorldSchool } from "../support/world-shape";
import { appointDirectly, openOfficer, openTeacher } from "./accounts";

const NAMES: Record<string, string> = { 43: "湖南", 42: "湖北" };
const FITTING = 14;

/** A provincial body with its officer, a city with the first of two schools, and the second; the two with 14 fitting and two incomplete teachers each. */
export async function buildProvince(
  ministry: Actor,
  regionCode: string,
  subProjects: Map<string, Pick<SubProjectFacts, "criteria">>,
): Promise<WorldProvince> {
  const name = `演示${NAMES[regionCode]}省教育厅`;
  const nameEn = `Demonstration department ${regionCode}`;
  const { id } = await createOrganisation(ministry, {
    kind: "province",
    code: regionCode,
    name,
    nameEn,
    shortName: NAMES[regionCode],
    regionCode,
    parentId: ministry.organisationId,
    demonstration: true,
  });
  const place = { id, name, nameEn, provinceId: id };
  const actor = await openOfficer(ministry, place, "province", `province-${regionCode}`);
  const cityName = `演示${NAMES[regionCode]}市教育局`;
  const city = await createOrganisation(actor, {
    kind: "city",
    code: `${regionCode}01`,
    name: cityName,
    regionCode,
    parentId: id,
    demonstration: true,
  });
  return {
    id,
    regionCode,
    actor,
    city: await appointDirectly(
      { ...place, id: city.id, name: cityName, nameEn: cityName },
      "city",
      `city-${regionCode}`,
    ),
    delegate: await appointDirectly(
      { ...place, id: city.id, name: cityName, nameEn: cityName },
      "city",
      `delegate-${regionCode}`,
    ),
    schools: [
      await buildSchool(actor, city.id, regionCode, 1, "higher", subProjects),
      await buildSchool(actor, id, regionCode, 2, "secondary", subProjects),
    ],
  };
}

async function buildSchool(
  province: Actor,
  parentId: string,
  regionCode: string,
  number: number,
  level: SchoolLevel,
  subProjects: Map<string, Pick<SubProjectFacts, "criteria">>,
): Promise<WorldSchool> {
  const code = `41${regionCode}90000${number}`;
  const name = `演示${NAMES[regionCode]}第${number}职业学校`;
  const nameEn = `Demonstration school ${regionCode}-${number}`;
  const { id } = await createOrganisation(province, {
    kind: "school",
    code,
    name,
    nameEn,
    regionCode,
    parentId,
    schoolLevel: level,
    demonstration: true,
  });
  const place = { id, name, nameEn, provinceId: province.organisationId };
  const actor = await openOfficer(province, place, "school", `school-${regionCode}-${number}`);
  const random = randomStream(Number(`${regionCode}${number}`));
  const criteria = subProjects.get("B301")?.criteria ?? null;
  const rows = Array.from({ length: FITTING + 2 }, (_, index) => {
    const record = completeRecord(random, { level, staffNumber: String(1001 + index), criteria });
    return index < FITTING ? record : withGap(record, index - FITTING);
  });
  await importTeachers(
    actor,
    importTeachersSchema.parse({ teachers: rows, source: "register", demonstration: true, key: newId() }),
  );
  const teachers = await db().teacher.findMany({
    where: { schoolId: id },
    orderBy: { staffNumber: "asc" },
    select: { id: true, name: true, idNumberIndex: true, problemCount: true },
  });
  return {
    id,
    code,
    level,
    actor,
    boundCardId: "",
    enrolments: {},
    teachers: await Promise.all(
      teachers.slice(0, FITTING).map(async ({ id: teacherId, name: teacherName, idNumberIndex }, index) => ({
        id: teacherId,
        name: teacherName,
        actor: await openTeacher(
          actor,
          { id: teacherId, name: teacherName, idNumberIndex: idNumberIndex ?? "" },
          `teacher-${regionCode}-${number}-${index + 1}`,
        ),
      })),
    ),
    incomplete: teachers.slice(FITTING).map((teacher) => teacher.id),
  };
}

/** Seats and cards of B301 for both schools, three seats without a card for the first, and a card bound to its teacher 13. */
export async function handOutSeats(
  province: WorldProvince,
  subProjects: Map<string, SubProjectFacts>,
): Promise<void> {
  const subProjectId = subProjects.get("B301")?.id ?? "";
  const [first, second] = province.schools;
  const target = { shown: 0, target: 13 };
  await allocateAndIssue(province.actor, {
    subProjectId,
    rows: [
      { schoolId: first.id, ...target },
      { schoolId: second.id, shown: 0, target: 6 },
    ],
    cards: true,
    key: newId(),
  });
  await handDownSeats(province.actor, {
    subProjectId,
    rows: [{ schoolId: first.id, seats: 3 }],
    key: newId(),
  });
  const card = await db().registrationCard.findFirstOrThrow({
    where: { schoolId: first.id, state: "issued" },
    orderBy: { code: "desc" },
    select: { id: true, version: true },
  });
  const teacher = first.teachers[12];
  if (!teacher) throw new Error("the school has 14 teachers");
  await bindCard(first.actor, { cardId: card.id, teacherId: teacher.id, version: card.version });
  first.boundCardId = card.id;
}
