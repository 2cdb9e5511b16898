import { type Actor, authorise } from "@/lib/access";
import { db, Prisma, read, scoped } from "@/lib/platform/db";
import { loadSubProjects, momentOf } from "@/lib/programmes";
import { lastYearSql, readSuiting } from "../need-store";
import { checkNeedsOpen } from "../rules";
import type { SeatNeedRow, SeatNeeds } from "../views";

type Standing = Pick<
  SeatNeedRow,
  "seats" | "reason" | "version" | "statedBy" | "statedAt" | "allocated" | "lastSeats" | "lastUsed"
> & { id: string };

/** Every sub-project that is for a school of this level, with what it says it needs and what its teachers and last year say. */
export async function listSeatNeeds(actor: Actor, params: { year: number }): Promise<SeatNeeds> {
  authorise(actor, "need.submit");
  const [all, { windows, now }] = await Promise.all([
    loadSubProjects(db(), params.year),
    momentOf(db(), params.year, actor.organisationId),
  ]);
  const offered = all.filter((one) => one.mode === "quota" && one.published);
  const [suiting, standing] = await Promise.all([
    readSuiting(scoped(actor), actor.organisationId, offered),
    readStanding(actor, params.year),
  ]);
  const byId = new Map(standing.map(({ id, ...facts }) => [id, facts]));
  const rows = offered.flatMap((one, at): SeatNeedRow[] => {
    const facts = byId.get(one.id);
    const suits = suiting[at];
    if (!facts || !suits || !(suits.suits || facts.seats || facts.allocated > 0)) return [];
    return [
      {
        subProjectId: one.id,
        code: one.code,
        name: one.name,
        nameEn: one.nameEn,
        categoryName: one.categoryName,
        categoryNameEn: one.categoryNameEn,
        fitting: suits.fitting,
        complete: suits.complete,
        ...facts,
      },
    ];
  });
  return {
    rows,
    open: checkNeedsOpen(windows, now).length === 0,
    closesAt: windows["quota-issue"]?.closesAt ?? null,
    now,
  };
}

function readStanding(actor: Actor, year: number): Promise<Standing[]> {
  const schoolId = actor.organisationId;
  return read<Standing>(
    actor,
    Prisma.sql`
    WITH last AS (${lastYearSql(year, Prisma.sql`o.id = ${schoolId}::uuid`)})
    SELECT s.id, n.seats, COALESCE(n.reason, '') AS reason, COALESCE(n.version, 0) AS version, n.stated_by AS "statedBy",
      n.stated_at AS "statedAt", COALESCE(a.granted, 0) AS allocated, l.seats AS "lastSeats", l.used AS "lastUsed"
    FROM sub_projects s
      LEFT JOIN seat_needs n ON n.sub_project_id = s.id AND n.school_id = ${schoolId}::uuid
      LEFT JOIN quota_accounts a ON a.sub_project_id = s.id AND a.organisation_id = ${schoolId}::uuid
      LEFT JOIN last l ON l.sub_project_id = s.id
    WHERE s.year = ${year}::int`,
  );
}
