import { type Actor, authorise } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { Prisma, read } from "@/lib/platform/db";
import type { CalendarWindow, YearCalendar } from "../views";

type Row = {
  title: string;
  title_en: string;
  document_number: string | null;
  issued_on: Date | null;
  now: Date;
  key: string | null;
  name: string;
  name_en: string;
  opens_at: Date;
  closes_at: Date;
  general: Date;
  enforcement: CalendarWindow["enforcement"];
  roles: string[];
  inferred: boolean;
  designations: number;
  formed: number;
  classes: number;
  noticed: number;
};

/** Every window of a published year as it holds for the actor's organisation, in the order of opening, and how many of the actor's classes stand. One statement. */
export async function getYearCalendar(actor: Actor, year: number): Promise<YearCalendar> {
  authorise(actor, "programme.read");
  const own = actor.role === "institution" ? actor.organisationId : null;
  const rows = await read<Row>(
    actor,
    Prisma.sql`
    WITH duties AS (
      SELECT count(*) AS designations, count(*) FILTER (WHERE EXISTS (SELECT 1 FROM training_classes c
        WHERE c.designation_id = d.id AND c.state <> 'cancelled')) AS formed
      FROM designations d JOIN sub_projects s ON s.id = d.sub_project_id AND s.year = ${year}
      WHERE ${own}::uuid IS NULL OR d.institution_id = ${own}::uuid
    ), courses AS (
      SELECT count(*) AS classes, count(*) FILTER (WHERE c.state = 'notice-issued') AS noticed
      FROM training_classes c JOIN sub_projects s ON s.id = c.sub_project_id AND s.year = ${year}
      WHERE c.state <> 'cancelled' AND (${own}::uuid IS NULL OR c.institution_id = ${own}::uuid)
    )
    SELECT y.title, y.title_en, y.document_number, y.issued_on, business_now() AS now, w.key, w.title AS name, w.title_en AS name_en,
      w.opens_at, w.closes_at, g.closes_at AS general, w.enforcement, w.roles, w.inferred, d.designations, d.formed, c.classes, c.noticed
    FROM programme_years y LEFT JOIN LATERAL windows_for(y.year, ${actor.organisationId}::uuid) w ON true
      LEFT JOIN time_windows g ON g.id = w.id CROSS JOIN duties d CROSS JOIN courses c
    WHERE y.year = ${year} AND y.state = 'published' ORDER BY w.opens_at, w.closes_at, w.position`,
  );
  const [head] = rows;
  if (!head) throw new NotFound("calendar");
  return {
    year,
    title: head.title,
    titleEn: head.title_en,
    documentNumber: head.document_number,
    issuedOn: head.issued_on,
    now: head.now,
    duties: { designations: head.designations, formed: head.formed },
    classes: { all: head.classes, noticed: head.noticed },
    windows: rows.flatMap((row) => toWindow(row, actor)),
  };
}

function toWindow(row: Row, actor: Actor): CalendarWindow[] {
  if (row.key === null) return [];
  return [
    {
      key: row.key,
      title: row.name,
      titleEn: row.name_en,
      opensAt: row.opens_at,
      closesAt: row.closes_at,
      generalClosesAt: row.general,
      enforcement: row.enforcement,
      roles: row.roles,
      inferred: row.inferred,
      mine: row.roles.includes(actor.role),
    },
  ];
}
