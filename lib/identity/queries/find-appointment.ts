import type { Tx } from "@/lib/platform/db";
import type { AppointmentFacts } from "../views";

/** What there is to say about an appointment; for the messages that follow its end. */
export async function findAppointment(tx: Tx, appointmentId: string): Promise<AppointmentFacts | null> {
  const [row] = await tx.$queryRaw<AppointmentFacts[]>`
    SELECT p.id, p.account_id AS "accountId", o.id AS "organisationId", o.name AS "organisationName", o.name_en AS "organisationNameEn",
      p.ends_at AS "endsAt", COALESCE(CASE WHEN o.kind = 'school' THEN o.province_id ELSE o.parent_id END,
        (SELECT m.id FROM organisations m WHERE m.kind = 'ministry' AND m.id <> o.id LIMIT 1)) AS "aboveId"
    FROM appointments p JOIN organisations o ON o.id = p.organisation_id WHERE p.id = ${appointmentId}::uuid`;
  return row ?? null;
}
