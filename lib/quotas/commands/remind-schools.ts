import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { NotFound } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import { Prisma, transaction } from "@/lib/platform/db";
import { provinceEvent } from "../audit";
import { schoolsBelow } from "../route-store";
import type { RemindedSchools, RemindSchoolsInput } from "../schema";
import { emptySeatsSql } from "../store";

type Told = { schoolId: string; seats: number; lapsesAt: Date };

/**
 * Tells schools of the province or city that cards of theirs have no teacher yet, each at most once a day. Sent twice, the second one tells
 * nobody. Throws NotFound for a school elsewhere.
 */
export function remindSchools(actor: Actor, input: RemindSchoolsInput): Promise<RemindedSchools> {
  return transaction(actor, async (tx) => {
    authorise(actor, "card.remind");
    const { year } = input;
    const schoolIds = [...new Set(input.schoolIds)];
    const own = await tx.organisation.count({
      where: {
        id: { in: schoolIds },
        ...schoolsBelow(actor),
      },
    });
    if (own !== schoolIds.length) throw new NotFound("school");
    const told = await tx.$queryRaw<Told[]>(Prisma.sql`
      WITH empty AS (${emptySeatsSql(actor, year)}), reminded AS (
        INSERT INTO seat_reminders (school_id, year, sent_on, seats)
        SELECT e."schoolId", ${year}::int, ((SELECT business_now()) AT TIME ZONE 'Asia/Shanghai')::date, e.free + e.bound
        FROM empty e WHERE e."schoolId" = ANY (${schoolIds}::uuid[])
        ON CONFLICT DO NOTHING RETURNING school_id, seats)
      SELECT r.school_id AS "schoolId", r.seats, e."lapsesAt" FROM reminded r JOIN empty e ON e."schoolId" = r.school_id`);
    const seats = told.reduce((sum, school) => sum + school.seats, 0);
    await recordAudit(
      tx,
      actor,
      provinceEvent("school.reminded", actor.organisationId, { year, schools: told.length, seats }),
    );
    await sendMessages(
      tx,
      told.map((school) => ({
        organisationId: school.schoolId,
        kind: "seats-empty",
        params: { seats: school.seats, until: school.lapsesAt.toISOString() },
        href: `/programmes/${year}/cards`,
      })),
    );
    return { schools: told.length, seats, left: schoolIds.length - told.length };
  });
}
