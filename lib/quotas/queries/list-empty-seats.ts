import { type Actor, authorise } from "@/lib/access";
import { decodeCursor, encodeCursor, type Page } from "@/lib/kernel/page";
import { Prisma, read } from "@/lib/platform/db";
import type { EmptySeatFilter } from "../schema";
import { emptySeatsSql } from "../store";
import type { EmptySeats } from "../views";

const PAGE_SIZE = 50;

/** Schools of the province or city with cards that nobody has registered on, those with the most first. */
export async function listEmptySeats(
  actor: Actor,
  filter: EmptySeatFilter,
): Promise<Page<EmptySeats> & { seats: number }> {
  authorise(actor, "card.remind");
  const [seats, schoolId] = decodeCursor(filter.cursor) ?? [];
  const after =
    typeof seats === "number" && typeof schoolId === "string"
      ? Prisma.sql`WHERE (e.free + e.bound, e."schoolId") < (${seats}::int, ${schoolId}::uuid)`
      : Prisma.empty;
  const empty = emptySeatsSql(actor, filter.year);
  const [[counted], found] = await Promise.all([
    read<{ total: number; seats: number }>(Prisma.sql`
      SELECT count(*) AS total, COALESCE(sum(e.free + e.bound), 0)::int AS seats FROM (${empty}) e`),
    read<EmptySeats>(Prisma.sql`
      SELECT e.*, r.sent_at AS "remindedAt", COALESCE(r.sent_on = (SELECT business_now() AT TIME ZONE 'Asia/Shanghai')::date, false) AS "remindedToday"
      FROM (${empty}) e LEFT JOIN LATERAL (
        SELECT sent_at, sent_on FROM seat_reminders WHERE school_id = e."schoolId" AND year = ${filter.year}
        ORDER BY sent_on DESC LIMIT 1) r ON true
      ${after} ORDER BY e.free + e.bound DESC, e."schoolId" DESC LIMIT ${PAGE_SIZE + 1}`),
  ]);
  const rows = found.slice(0, PAGE_SIZE);
  const last = rows.at(-1);
  return {
    rows,
    total: counted?.total ?? 0,
    seats: counted?.seats ?? 0,
    next: found.length > PAGE_SIZE && last ? encodeCursor([last.free + last.bound, last.schoolId]) : null,
  };
}
