import { type Actor, authorise } from "@/lib/access";
import { Prisma, read } from "@/lib/platform/db";
import type { Calendar, DeskWindow } from "../schema";

type Row = {
  now: Date;
  year: number | null;
  key: string | null;
  title: string;
  title_en: string;
  opens_at: Date;
  closes_at: Date;
  enforcement: DeskWindow["enforcement"];
  roles: string[];
};

/** What time it is, the year at work and its windows as they hold for the actor's organisation, the next closing first. One statement. */
export async function getCalendar(actor: Actor): Promise<Calendar> {
  authorise(actor, "desk.read");
  const rows = await read<Row>(
    actor,
    Prisma.sql`
    SELECT business_now() AS now, y.year, w.key, w.title, w.title_en, w.opens_at, w.closes_at, w.enforcement, w.roles
    FROM business_clock c
    LEFT JOIN LATERAL (SELECT year FROM programme_years ORDER BY (state = 'published') DESC, year DESC LIMIT 1) y ON true
    LEFT JOIN LATERAL windows_for(y.year, ${actor.organisationId}::uuid) w ON true
    WHERE c.id = 1 ORDER BY w.closes_at, w.position`,
  );
  const [first] = rows;
  if (!first) throw new Error("the business clock has no row");
  return { now: first.now, year: first.year, windows: rows.flatMap((row) => toWindow(row, actor)) };
}

function toWindow(
  { key, title, title_en, opens_at, closes_at, enforcement, roles }: Row,
  actor: Actor,
): DeskWindow[] {
  if (key === null) return [];
  const mine = roles.includes(actor.role);
  return [{ key, title, titleEn: title_en, opensAt: opens_at, closesAt: closes_at, enforcement, mine }];
}
