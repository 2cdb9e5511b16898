import { type Actor, authorise, organisationsInScope, type Permission } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import type { Prisma, Reader } from "@/lib/platform/db";

type TeacherPermission = Extract<Permission, `teacher.${string}`>;

/** The teachers that the permission reaches for this actor, as a condition. Throws Forbidden where the role has none. */
export function teachersInScope(actor: Actor, permission: TeacherPermission): Prisma.TeacherWhereInput {
  const scope = authorise(actor, permission);
  if (scope === "self") {
    if (!actor.teacherId) throw new NotFound("teacher");
    return { id: actor.teacherId };
  }
  if (scope === "own") return { schoolId: actor.organisationId };
  return { school: organisationsInScope(actor, scope) };
}

/** The teacher if in scope. Throws NotFound otherwise. */
export async function accessTeacher(
  reader: Reader,
  actor: Actor,
  permission: TeacherPermission,
  teacherId: string,
): Promise<{ id: string; schoolId: string; version: number }> {
  const scope = teachersInScope(actor, permission);
  const row = await reader.teacher.findFirst({
    where: { AND: [{ id: teacherId }, scope] },
    select: { id: true, schoolId: true, version: true },
  });
  if (!row) throw new NotFound("teacher");
  return row;
}
