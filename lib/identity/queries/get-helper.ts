import { type Actor, authorise, type Role } from "@/lib/access";
import { Prisma, read } from "@/lib/platform/db";
import type { Helper } from "../views";

const MOST = 3;

type Place = "own" | "above" | "office" | "ministry" | "grantor";

/** Whom each role asks: the school for its teachers, then level by level upwards; the ministry asks its system administrators. */
const HELPERS: Record<Role, { role: Role | null; at: Place }> = {
  teacher: { role: "school", at: "own" },
  school: { role: null, at: "above" },
  city: { role: null, at: "above" },
  province: { role: "office", at: "office" },
  institution: { role: "office", at: "office" },
  expert: { role: "office", at: "office" },
  office: { role: "ministry", at: "ministry" },
  auditor: { role: "system-admin", at: "ministry" },
  ministry: { role: "system-admin", at: "ministry" },
  "system-admin": { role: "ministry", at: "ministry" },
  "security-admin": { role: "system-admin", at: "ministry" },
  "audit-admin": { role: "system-admin", at: "ministry" },
  delegate: { role: "province", at: "grantor" },
};

type Row = { name: string; nameEn: string; person: string | null };

/** The body that the actor asks when help does not help, and up to three people in office there; null where there is none. */
export async function getHelper(actor: Actor): Promise<Helper | null> {
  authorise(actor, "account.secure");
  const { role, at } = HELPERS[actor.role];
  // In the system scope: whom to ask is told to those below, who otherwise see no account of the body.
  const rows = await read<Row>(
    null,
    Prisma.sql`
    SELECT o.name, o.name_en AS "nameEn", p.person FROM organisations o LEFT JOIN LATERAL (
      SELECT a.display_name AS person FROM appointments p JOIN accounts a ON a.id = p.account_id
      WHERE p.organisation_id = o.id AND p.role = ${role ?? Prisma.sql`o.kind`} AND a.state = 'active' AND a.id <> ${actor.accountId}::uuid
        AND p.starts_at <= clock_timestamp() AND (p.ends_at IS NULL OR p.ends_at > clock_timestamp())
      ORDER BY p.starts_at, p.id LIMIT ${MOST}) p ON true
    WHERE o.id = (${bodyOf(actor, at)})`,
  );
  const [first] = rows;
  if (!first) return null;
  return {
    name: first.name,
    nameEn: first.nameEn,
    people: rows.flatMap(({ person }) => person ?? []),
  };
}

function bodyOf(actor: Actor, at: Place): Prisma.Sql {
  const own = actor.organisationId;
  if (at === "own") return Prisma.sql`${own}::uuid`;
  if (at === "above") return Prisma.sql`SELECT parent_id FROM organisations WHERE id = ${own}::uuid`;
  if (at === "grantor") return Prisma.sql`${actor.delegation?.grantorId ?? own}::uuid`;
  return Prisma.sql`SELECT id FROM organisations WHERE kind = ${at} ORDER BY code LIMIT 1`;
}
