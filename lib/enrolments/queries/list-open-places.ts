import { dayOf } from "@/lib/kernel/dates";
import { Prisma, read } from "@/lib/platform/db";
import type { OpenPlace } from "../open-views";

export type OpenPlaceRow = {
  id: string;
  code: string;
  shortName: string;
  shortNameEn: string;
  classId: string;
  classCode: string;
  institution: string;
  institutionEn: string;
  startsOn: Date;
  endsOn: Date;
  days: number;
  mode: string;
  place: string;
  cap: number;
  left: number;
  waiting: number;
  over: boolean;
};

/** On `open_places p`, its class `k`, institution `o` and sub-project `s`. A place that is about to be offered is nobody's to take. */
export const OPEN_PLACE_COLUMNS = Prisma.sql`s.id, s.code, s.short_name AS "shortName", s.short_name_en AS "shortNameEn",
  k.id AS "classId", k.code AS "classCode", o.name AS institution, o.name_en AS "institutionEn", k.starts_on AS "startsOn",
  k.ends_on AS "endsOn", k.days, k.mode, k.place, p.cap, CASE WHEN p.waiting > 0 THEN 0 ELSE p.cap - p.used END AS left, p.waiting,
  k.state = 'cancelled' OR (SELECT business_now()) >= k.starts_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS over`;

export function toOpenPlace(row: OpenPlaceRow): OpenPlace {
  const { id, code, shortName, shortNameEn, cap, left, waiting, over } = row;
  const { classId, classCode, institution, institutionEn, startsOn, endsOn, days, mode, place } = row;
  return {
    subProject: { id, code, name: shortName, nameEn: shortNameEn },
    class: {
      id: classId,
      code: classCode,
      institution,
      institutionEn,
      startsOn: dayOf(startsOn),
      endsOn: dayOf(endsOn),
      days,
      mode,
      place,
    },
    cap,
    left,
    waiting,
    over,
  };
}

/** The open classes of a published year with what is left, for the public catalogue too. */
export async function listOpenPlaces(year: number): Promise<OpenPlace[]> {
  const rows = await read<OpenPlaceRow>(
    null,
    Prisma.sql`
    SELECT ${OPEN_PLACE_COLUMNS} FROM open_places p JOIN training_classes k ON k.id = p.class_id AND k.state <> 'cancelled'
    JOIN organisations o ON o.id = k.institution_id JOIN sub_projects s ON s.id = k.sub_project_id
    JOIN programme_years y ON y.year = s.year AND y.state = 'published'
    WHERE s.year = ${year}::int ORDER BY s.position, k.number, k.id`,
  );
  return rows.map(toOpenPlace);
}
