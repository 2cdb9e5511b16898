import pg from "pg";
import { withoutPassword } from "./environment";
import { toFailure } from "./failure";

/** Whether the transactions of people run behind row-level security, or in words why they cannot. */
export async function secondWall(address: string): Promise<string> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 5000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ exists: boolean; member: boolean; granted: boolean }>(
      `SELECT r.oid IS NOT NULL AS exists, COALESCE(pg_has_role(r.oid, 'MEMBER'), false) AS member,
         COALESCE(has_table_privilege(r.oid, 'public.teachers', 'SELECT'), false) AS granted
       FROM (SELECT 1) one LEFT JOIN pg_roles r ON r.rolname = 'guopei_app'`,
    );
    const [role] = rows;
    if (role?.exists && role.member && role.granted) return "row-level security stands";
    const missing = !role?.exists
      ? "the server has no role guopei_app and this user may not create it"
      : !role.member
        ? "this user is no member of the role guopei_app"
        : "the role guopei_app has no rights on the tables";
    return `row-level security does not stand, access is checked by the program alone: ${missing} (docs/operating.md)`;
  } catch (error) {
    throw toFailure(error, { address: withoutPassword(address) });
  } finally {
    await client.end().catch(() => {});
  }
}
