import type { Actor } from "@/lib/access";
import { hashToken } from "@/lib/platform/crypto";
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
  last_seen_at: Date;
  now: Date;
};

/**
 * Who a token acts as, or null: signed out, expired, idle too long, account disabled, or appointment ended. One statement;
 * the time of last use is written at most once a minute.
 */
export async function findSessionActor(token: string, requestId: string): Promise<Actor | null> {
  const rows = await read<Row>(Prisma.sql`
    SELECT s.id AS session_id, s.account_id, a.display_name, p.id AS appointment_id, p.role, p.teacher_id,
      o.id AS organisation_id, o.name AS organisation_name, o.name_en AS organisation_name_en, o.province_id, s.last_seen_at,
      clock_timestamp() AS now
    FROM sessions s
    JOIN accounts a ON a.id = s.account_id AND a.state = 'active'
    JOIN appointments p ON p.id = s.appointment_id AND (p.ends_at IS NULL OR p.ends_at > clock_timestamp())
    JOIN organisations o ON o.id = p.organisation_id
    WHERE s.token_hash = ${hashToken(token)} AND s.expires_at > clock_timestamp()`);
  const row = rows[0];
  if (!row) return null;
  const role = asRole(row.role);
  const idleMs = row.now.getTime() - row.last_seen_at.getTime();
  if (idleMs > sessionLimits(role).idleMs) return null;
  if (idleMs > SEEN_EVERY_MS)
    await db()
      .$executeRaw`UPDATE sessions SET last_seen_at = clock_timestamp() WHERE id = ${row.session_id}::uuid`;
  return {
    accountId: row.account_id,
    name: row.display_name,
    role,
    appointmentId: row.appointment_id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    organisationNameEn: row.organisation_name_en,
    provinceId: row.province_id,
    teacherId: row.teacher_id,
    sessionId: row.session_id,
    requestId,
  };
}
