import type { Actor, Role } from "@/lib/access";
import { createAccount, handOutTeacherCodeIn } from "@/lib/identity";
import { newId } from "@/lib/kernel/id";
import { db, transaction } from "@/lib/platform/db";

type Place = { id: string; name: string; nameEn?: string; provinceId: string | null };

async function appointedActor(accountId: string, name: string, place: Place): Promise<Actor> {
  const appointment = await db().appointment.findFirstOrThrow({
    where: { accountId },
    select: { id: true, role: true, teacherId: true },
  });
  return {
    accountId,
    name,
    role: appointment.role as Role,
    appointmentId: appointment.id,
    organisationId: place.id,
    organisationName: place.name,
    organisationNameEn: place.nameEn ?? place.name,
    provinceId: place.provinceId,
    teacherId: appointment.teacherId,
    sessionId: null,
    requestId: null,
  };
}

/** An officer's account, made from above by the product's own command. */
export async function openOfficer(
  creator: Actor,
  place: Place,
  role: Role,
  loginName: string,
): Promise<Actor> {
  const displayName = `演示${role}`;
  const { accountId } = await createAccount(creator, {
    loginName,
    displayName,
    role,
    organisationId: place.id,
  });
  return appointedActor(accountId, displayName, place);
}

/** A role that no command gives yet: the three administrations, experts, cities. */
export async function appointDirectly(place: Place, role: Role, loginName: string): Promise<Actor> {
  const accountId = newId();
  const name = `演示${role}`;
  await db().account.create({ data: { id: accountId, loginName, displayName: name, state: "pending" } });
  await db().appointment.create({ data: { id: newId(), accountId, role, organisationId: place.id } });
  return appointedActor(accountId, name, place);
}

export async function openTeacher(
  school: Actor,
  teacher: { id: string; name: string; idNumberIndex: string },
  loginName: string,
): Promise<Actor> {
  const { accountId } = await transaction(school, (tx) =>
    handOutTeacherCodeIn(tx, school, {
      teacherId: teacher.id,
      name: teacher.name,
      idNumberIndex: teacher.idNumberIndex,
      schoolId: school.organisationId,
      loginName,
    }),
  );
  return appointedActor(accountId, teacher.name, {
    id: school.organisationId,
    name: school.organisationName,
    nameEn: school.organisationNameEn,
    provinceId: school.provinceId,
  });
}
