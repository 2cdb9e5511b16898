import { activateTeacher, handOutTeacherCodeIn } from "@/lib/identity";
import { db, transaction } from "@/lib/platform/db";
import { bindCard } from "@/lib/quotas";
import { revealTeacherField } from "@/lib/teachers";
import { type Bodies, DEMONSTRATION_PASSWORD, institutionByCode, openAccount, type Province } from "./bodies";
import { HOME_REGION, provinceOf } from "./course";
import { VISITORS } from "./plan";

/** Twelve people who can sign in: one or two of every role. */
export async function openAccounts(bodies: Bodies): Promise<void> {
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

type Visitor = { id: string; name: string; schoolId: string; idNumberIndex: string };

export async function visitors(home: Province): Promise<Visitor[]> {
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
  const { value: idNumber } = await revealTeacherField(school.actor, {
    teacherId: teacher.id,
    field: "idNumber",
    purpose: "verify-identity",
  });
  await activateTeacher(null, {
    schoolCode: school.code,
    idNumber,
    activationCode: made.activationCode,
    newPassword: DEMONSTRATION_PASSWORD,
  });
}

/** The visitor for smart manufacturing finds a card in the own name. */
export async function bindForVisitors(provinces: Province[]): Promise<void> {
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
