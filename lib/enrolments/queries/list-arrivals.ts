import { type Actor, authorise } from "@/lib/access";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { Prisma, read } from "@/lib/platform/db";
import { classesOf } from "../arrival-store";
import { DIETS, LODGINGS } from "../schema";
import type { ArrivalList, ArrivalRow } from "../views";

const MOST = 500;

type Row = Omit<ArrivalRow, "enrolmentId" | "teacherName"> & {
  enrolmentId: string | null;
  teacherName: string | null;
};

/** How the people of an own class come and stay, those who have said nothing last. Whom to call is opened one by one. */
export async function listArrivals(actor: Actor, classId: string): Promise<ArrivalList> {
  if (authorise(actor, "arrival.read") !== "own") throw new Forbidden("arrival.read");
  const found = await read<Row>(
    actor,
    Prisma.sql`
    SELECT e.id AS "enrolmentId", t.name AS "teacherName", s.name AS school, s.name_en AS "schoolEn",
      CASE WHEN a.enrolment_id IS NULL THEN NULL ELSE jsonb_build_object('arrivesOn', a.arrives_on, 'arrivesTime', a.arrives_time,
        'lodging', a.lodging, 'diet', a.diet, 'needs', a.needs) END AS plan
    FROM training_classes k LEFT JOIN enrolments e ON e.class_id = k.id AND e.state IN ('placed', 'completed') AND ${classesOf(actor)}
    LEFT JOIN teachers t ON t.id = e.teacher_id LEFT JOIN organisations s ON s.id = e.school_id
    LEFT JOIN arrival_plans a ON a.enrolment_id = e.id
    WHERE k.id = ${classId}::uuid AND k.institution_id = ${actor.organisationId}::uuid
    ORDER BY a.arrives_on NULLS LAST, a.arrives_time NULLS LAST, t.name, e.id LIMIT ${MOST}::int`,
  );
  if (found.length === 0) throw new NotFound("class");
  const rows = found.flatMap(({ enrolmentId, teacherName, ...row }) =>
    enrolmentId && teacherName ? [{ ...row, enrolmentId, teacherName }] : [],
  );
  const count = <Key extends string>(
    keys: readonly Key[],
    of: (plan: NonNullable<ArrivalRow["plan"]>) => Key,
  ) =>
    Object.fromEntries(
      keys.map((key) => [key, rows.filter((row) => row.plan && of(row.plan) === key).length]),
    ) as Record<Key, number>;
  return {
    said: rows.filter((row) => row.plan !== null).length,
    total: rows.length,
    lodging: count(LODGINGS, (plan) => plan.lodging),
    diet: count(DIETS, (plan) => plan.diet),
    rows,
  };
}
