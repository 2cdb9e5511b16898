import pg from "pg";
import type { Actor, Role } from "@/lib/access";

/** The officer of a role in a demonstration; of several provinces the one with most to review. */
export async function actorOf(url: string, role: Role): Promise<Actor> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(
    `SELECT p.account_id, p.id, o.id AS organisation_id, o.name, o.name_en, o.province_id FROM appointments p
     JOIN organisations o ON o.id = p.organisation_id WHERE p.role = $1
     ORDER BY (SELECT count(*) FROM enrolments e WHERE e.province_id = o.id AND e.state = 'confirmed') DESC LIMIT 1`,
    [role],
  );
  await client.end();
  const [found] = rows;
  if (!found) throw new Error(`the demonstration has nobody of the role ${role}`);
  return {
    accountId: found.account_id,
    name: role,
    role,
    appointmentId: found.id,
    organisationId: found.organisation_id,
    organisationName: found.name,
    organisationNameEn: found.name_en,
    provinceId: found.province_id,
    teacherId: null,
    sessionId: null,
    requestId: null,
  };
}
