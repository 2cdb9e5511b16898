import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { dayOf } from "@/lib/kernel/dates";
import { fail, failOn, NotFound } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import type { MessageInput } from "@/lib/notices/schema";
import { businessNow } from "@/lib/platform/clock";
import { Prisma, type Tx, transaction } from "@/lib/platform/db";
import { enrolmentsInScopeSql } from "../access";
import { classEvent } from "../audit";
import type { RemindOfNoticeInput } from "../schema";
import { checkNotStarted } from "../store";
import type { RemindedOfNotice } from "../views";

type Silent = { id: string; schoolId: string; accountId: string | null };

/**
 * Tells everybody of a class, as far as they are the actor's own, who has not acknowledged its opening notice; each at most once a
 * day, whoever reminds. Whoever has no account is reminded by the school. Sent twice, the second one tells nobody.
 */
export function remindOfNotice(actor: Actor, input: RemindOfNoticeInput): Promise<RemindedOfNotice> {
  return transaction(actor, async (tx) => {
    const own = Prisma.sql`e.class_id = ${input.classId}::uuid AND e.state = 'placed'
      AND ${enrolmentsInScopeSql(actor, "opening-notice.remind")}`;
    const known = await findClass(tx, own);
    if (known.notice !== "issued") fail("enrolments.notice-not-issued");
    failOn(checkNotStarted(await businessNow(tx), [{ startsOn: dayOf(known.startsOn) }]));
    const told = await tx.$queryRaw<Silent[]>(Prisma.sql`
      WITH silent AS (SELECT e.id, e.school_id, e.teacher_id FROM enrolments e WHERE ${own} AND e.acknowledged_at IS NULL),
      reminded AS (
        INSERT INTO notice_reminders (enrolment_id, sent_on)
        SELECT s.id, ((SELECT business_now()) AT TIME ZONE 'Asia/Shanghai')::date FROM silent s ORDER BY s.id
        ON CONFLICT DO NOTHING RETURNING enrolment_id)
      SELECT s.id, s.school_id AS "schoolId", (SELECT p.account_id FROM appointments p
        WHERE p.teacher_id = s.teacher_id AND p.role = 'teacher' AND p.ends_at IS NULL LIMIT 1) AS "accountId"
      FROM reminded r JOIN silent s ON s.id = r.enrolment_id`);
    const left = known.silent - told.length;
    await recordAudit(
      tx,
      actor,
      classEvent("opening-notice.reminded", input.classId, { class: known.code, people: told.length, left }),
    );
    await sendMessages(tx, messages(input.classId, known.code, told));
    return { classId: input.classId, told: told.length, left };
  });
}

/** The class as far as the actor has people in it; for everybody else there is none. */
async function findClass(tx: Tx, own: Prisma.Sql) {
  const [known] = await tx.$queryRaw<
    { code: string; startsOn: Date; notice: string | null; silent: number }[]
  >(Prisma.sql`
    SELECT k.code, k.starts_on AS "startsOn", n.state AS notice,
      count(*) FILTER (WHERE e.acknowledged_at IS NULL)::int AS silent
    FROM enrolments e JOIN training_classes k ON k.id = e.class_id LEFT JOIN opening_notices n ON n.class_id = k.id
    WHERE ${own} GROUP BY k.id, n.state`);
  if (!known) throw new NotFound("class");
  return known;
}

function messages(classId: string, classCode: string, told: Silent[]): MessageInput[] {
  const perSchool = new Map<string, number>();
  for (const { accountId, schoolId } of told)
    if (!accountId) perSchool.set(schoolId, (perSchool.get(schoolId) ?? 0) + 1);
  return [
    ...told.flatMap(({ accountId }): MessageInput[] =>
      accountId
        ? [
            {
              accountId,
              kind: "opening-notice-unread",
              params: { classCode },
              href: `/classes/${classId}/notice`,
            },
          ]
        : [],
    ),
    ...[...perSchool].map(
      ([organisationId, count]): MessageInput => ({
        organisationId,
        kind: "opening-notice-unread-school",
        params: { classCode, count },
        href: `/classes/${classId}/roster?acknowledged=no`,
      }),
    ),
  ];
}
