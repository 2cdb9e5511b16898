import { type Actor, authorise } from "@/lib/access";
import { decodeCursor, encodeCursor } from "@/lib/kernel/page";
import { db, Prisma, read } from "@/lib/platform/db";
import { momentOf } from "@/lib/programmes";
import { enrolmentsInScopeSql } from "../access";
import type { EnrolmentState, FreedPlaceFilter } from "../schema";
import { toSubProjectShort } from "../store";
import type { FreedPlace, FreedPlaces } from "../views";

const PAGE_SIZE = 50;

type Row = Omit<FreedPlace, "subProject"> & {
  subProjectId: string;
  subProjectCode: string;
  shortName: string;
  shortNameEn: string;
};

/**
 * Places that somebody may still fill: cards that fell free or were issued again, until they lapse, and returned registrations,
 * until the supplement window shuts. Those that end first stand first.
 */
export async function listFreedPlaces(actor: Actor, filter: FreedPlaceFilter): Promise<FreedPlaces> {
  const scope = authorise(actor, "place.follow");
  const { now, windows } = await momentOf(db(), filter.year, actor.organisationId);
  const { supplement } = windows;
  const own =
    scope === "own"
      ? Prisma.sql`c.school_id = ${actor.organisationId}::uuid`
      : Prisma.sql`c.school_id IN (SELECT id FROM organisations WHERE province_id = ${actor.provinceId}::uuid)`;
  const places = Prisma.sql`
    SELECT c.id, 'card' AS kind, c.code AS "cardCode", NULL::uuid AS "enrolmentId", c.sub_project_id AS "subProjectId",
      c.school_id AS "schoolId", c.lapses_at AS until, last.state AS "lastState", NULL AS "returnedTo",
      last.teacher_name AS "teacherName", last.ended_at AS since, c.state = 'bound' AS named
    FROM registration_cards c LEFT JOIN LATERAL (
        SELECT e.state, e.ended_at, t.name AS teacher_name FROM enrolments e JOIN teachers t ON t.id = e.teacher_id
        WHERE e.card_id = c.id AND e.ended_at IS NOT NULL ORDER BY e.ended_at DESC LIMIT 1) last ON true
    WHERE c.state IN ('issued', 'bound') AND c.lapses_at > ${now} AND (c.supplement OR last.state IS NOT NULL)
      AND ${own}
    UNION ALL
    SELECT e.id, 'returned', c.code, e.id, e.sub_project_id, e.school_id, w.closes_at, e.state, e.returned_to, t.name,
      e.decided_at, true
    FROM enrolments e JOIN registration_cards c ON c.id = e.card_id JOIN teachers t ON t.id = e.teacher_id
      CROSS JOIN LATERAL windows_for(e.year, e.school_id) w
    WHERE e.state = 'returned' AND w.key = 'supplement' AND w.closes_at > ${now} AND ${enrolmentsInScopeSql(actor, "enrolment.read")}`;
  const [until, id] = decodeCursor(filter.cursor) ?? [];
  const instant = new Date(String(until));
  const after =
    Number.isNaN(instant.getTime()) || typeof id !== "string"
      ? Prisma.empty
      : Prisma.sql`AND (p.until, p.id) > (${instant}::timestamptz, ${id}::uuid)`;
  const ofYear = Prisma.sql`JOIN sub_projects s ON s.id = p."subProjectId" AND s.year = ${filter.year}`;
  const [counted, found] = await Promise.all([
    read<{ total: number }>(actor, Prisma.sql`SELECT count(*) AS total FROM (${places}) p ${ofYear}`),
    read<Row>(
      actor,
      Prisma.sql`
      SELECT p.*, s.code AS "subProjectCode", s.short_name AS "shortName", s.short_name_en AS "shortNameEn", o.name AS "schoolName",
        o.name_en AS "schoolNameEn"
      FROM (${places}) p ${ofYear} JOIN organisations o ON o.id = p."schoolId"
      WHERE true ${after} ORDER BY p.until, p.id LIMIT ${PAGE_SIZE + 1}`,
    ),
  ]);
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    total: counted[0]?.total ?? 0,
    next: found.length > PAGE_SIZE && last ? encodeCursor([last.until.toISOString(), last.id]) : null,
    rows: shown.map(({ subProjectId, subProjectCode, shortName, shortNameEn, ...row }) => ({
      ...row,
      lastState: row.lastState as EnrolmentState | null,
      subProject: toSubProjectShort({ id: subProjectId, code: subProjectCode, shortName, shortNameEn }),
    })),
    supplement: supplement
      ? { ...supplement, open: now >= supplement.opensAt && now < supplement.closesAt }
      : null,
  };
}
