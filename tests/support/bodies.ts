import type { Actor, Role } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";

export type Body = { id: string; name: string; provinceId: string | null };

/** Told apart from the other name, so that a test sees which of the two a reader gets. */
const english = (name: string) => `${name} in English`;

export function actorAt(body: Body, role: Role, teacherId: string | null = null, accountId = newId()): Actor {
  return {
    accountId,
    name: `演示${role}`,
    role,
    appointmentId: newId(),
    organisationId: body.id,
    organisationName: body.name,
    organisationNameEn: english(body.name),
    provinceId: body.provinceId,
    teacherId,
    sessionId: null,
    requestId: null,
  };
}

export async function createBody(
  kind: string,
  name: string,
  parent: Body | null,
  regionCode?: string,
): Promise<Body> {
  const id = newId();
  const provinceId = kind === "province" ? id : (parent?.provinceId ?? null);
  await db().organisation.create({
    data: {
      id,
      kind,
      code: id.slice(-12),
      name,
      nameEn: english(name),
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
