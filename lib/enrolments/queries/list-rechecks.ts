import type { Actor } from "@/lib/access";
import { Prisma, read } from "@/lib/platform/db";
import { enrolmentsInScopeSql } from "../access";
import { CHANGES_COLUMN, type RawChange, toChanges } from "../change-store";
import type { RecheckList, RecheckRow } from "../open-views";
import { JUDGED_CODES } from "../schema";

const MOST = 50;

type Row = Omit<RecheckRow, "subProject" | "changes" | "toJudge"> & {
  changes: RawChange[] | null;
  subProjectId: string;
  code: string;
  shortName: string;
  shortNameEn: string;
  total: number;
};

/** Whom the schools confirmed for the institution's open classes, those who wait longest first; or one of them. */
export async function listRechecks(actor: Actor, year: number, enrolmentId?: string): Promise<RecheckList> {
  const scope = enrolmentsInScopeSql(actor, "enrolment.recheck");
  const one = enrolmentId ? Prisma.sql`e.id = ${enrolmentId}::uuid` : Prisma.sql`true`;
  const rows = await read<Row>(
    actor,
    Prisma.sql`
    SELECT e.id, e.version, t.name AS "teacherName", t.title, o.name AS school, o.name_en AS "schoolEn", s.id AS "subProjectId", s.code,
      s.short_name AS "shortName", s.short_name_en AS "shortNameEn", k.code AS "classCode", e.confirmed_at AS "confirmedAt",
      e.ethics_confirmed_by AS "ethicsConfirmedBy", e.commitment, e.eligibility AS lines, ${CHANGES_COLUMN} AS changes,
      t.version AS "teacherVersion", e.total
    FROM (SELECT e.*, count(*) OVER () AS total FROM enrolments e WHERE e.year = ${year}::int AND e.state = 'confirmed' AND ${scope} AND ${one}
      ORDER BY e.confirmed_at, e.id LIMIT ${MOST}) e
    JOIN teachers t ON t.id = e.teacher_id JOIN organisations o ON o.id = e.school_id
    JOIN sub_projects s ON s.id = e.sub_project_id JOIN training_classes k ON k.id = e.open_class_id
    ORDER BY e.confirmed_at, e.id`,
  );
  return {
    rows: rows.map(
      ({ subProjectId: id, code, shortName: name, shortNameEn: nameEn, changes, total: _, ...row }) => ({
        ...row,
        subProject: { id, code, name, nameEn },
        changes: toChanges(changes),
        toJudge: JUDGED_CODES.filter((one) =>
          row.lines.some((line) => line.code === one && line.ok === null),
        ),
      }),
    ),
    total: rows[0]?.total ?? 0,
  };
}
