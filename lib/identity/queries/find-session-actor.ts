import type { ActingFor, Actor } from "@/lib/access";
import { hashToken } from "@/lib/platform/crypto";
import { unlessReadOnly } from "@/lib/platform/database-error";
import { db, Prisma, read } from "@/lib/platform/db";
import { sessionLimits } from "../rules";
import { asRole } from "../store";

const SEEN_EVERY_MS = 60_000;

type Row = {
  session_id: string;
  account_id: string;
  display_name: string;
  appointment_id: string;
  role: string;
  teacher_id: string | null;
  organisation_id: string;
  organisation_name: string;
  organisation_name_en: string;
  province_id: string | null;
  delegation_id: string | null;
  delegation_holds: boolean | null;
  delegation_ends_at: Date | null;
  grantor_id: string | null;
  grantor_name: string | null;
  grantor_name_en: string | null;
  last_seen_at: Date;
  now: Date;
};

/**
 * Who a token acts as, or null: signed out, expired, idle too long, account disabled, or appointment ended. One statement;
 * the time of last use is written at most once a minute. Who acts by a delegation is its delegate while it holds; from the request
 * after it was revoked or ran out, the person stands under the own appointment again.
 */
export async function findSessionActor(token: string, requestId: string): Promise<Actor | null> {
  const rows = await read<Row>(
    null,
    Prisma.sql`
    SELECT s.id AS session_id, s.account_id, a.display_name, p.id AS appointment_id, p.role, p.teacher_id,
      o.id AS organisation_id, o.name AS organisation_name, o.name_en AS organisation_name_en, o.province_id, s.last_seen_at,
      d.id AS delegation_id, d.revoked_at IS NULL AND d.starts_at <= b.now AND b.now < d.ends_at AND d.grantee_id = o.id AS delegation_holds,
      LEAST(d.ends_at, d.revoked_at) AS delegation_ends_at, g.id AS grantor_id, g.name AS grantor_name, g.name_en AS grantor_name_en,
      clock_timestamp() AS now
    FROM sessions s
    JOIN accounts a ON a.id = s.account_id AND a.state = 'active'
    JOIN appointments p ON p.id = s.appointment_id AND (p.ends_at IS NULL OR p.ends_at > clock_timestamp())
    JOIN organisations o ON o.id = p.organisation_id
    LEFT JOIN (delegations d JOIN organisations g ON g.id = d.grantor_id CROSS JOIN (SELECT business_now() AS now) b)
      ON d.id = s.delegation_id
    WHERE s.token_hash = ${hashToken(token)} AND s.expires_at > clock_timestamp()`,
  );
  const row = rows[0];
  if (!row) return null;
  const delegation = actingFor(row);
  const acts = delegation !== null && row.delegation_holds === true;
  const role = acts ? "delegate" : asRole(row.role);
  const idleMs = row.now.getTime() - row.last_seen_at.getTime();
  if (idleMs > sessionLimits(role).idleMs) return null;
  if (idleMs > SEEN_EVERY_MS)
    await db()
      .$executeRaw`UPDATE sessions SET last_seen_at = clock_timestamp() WHERE id = ${row.session_id}::uuid`.catch(
      unlessReadOnly,
    );
  return {
    accountId: row.account_id,
    name: row.display_name,
    role,
    appointmentId: row.appointment_id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    organisationNameEn: row.organisation_name_en,
    provinceId: acts ? null : row.province_id,
    teacherId: acts ? null : row.teacher_id,
    sessionId: row.session_id,
    requestId,
    ...(delegation ? { [acts ? "delegation" : "endedDelegation"]: delegation } : {}),
  };
}

function actingFor(row: Row): ActingFor | null {
  if (!row.delegation_id || !row.grantor_id || !row.delegation_ends_at) return null;
  return {
    id: row.delegation_id,
    grantorId: row.grantor_id,
    grantorName: row.grantor_name ?? "",
    grantorNameEn: row.grantor_name_en ?? "",
    endsAt: row.delegation_ends_at.toISOString(),
  };
}
