import { type Actor, authorise } from "@/lib/access";
import { db, Prisma, read } from "@/lib/platform/db";
import { ownTeacherId } from "../access";
import type { SubProjectShort } from "../views";
import { checkWishesOpen } from "../wish-store";
import type { OwnNomination, OwnWishes } from "../wish-views";

type Option = SubProjectShort & { rank: number | null };

/** What the school proposed to me and is not answered, what I said I would like, and what there is to like. */
export async function getOwnWishes(actor: Actor, year: number): Promise<OwnWishes> {
  authorise(actor, "intent.save");
  const teacherId = ownTeacherId(actor);
  const [nominations, options, shut] = await Promise.all([
    read<Omit<OwnNomination, "subProject"> & { subProject: SubProjectShort }>(
      actor,
      Prisma.sql`
      SELECT n.id, n.note, COALESCE(n.prepared_by_name, n.created_by_name) AS "createdByName",
        COALESCE(n.prepared_at, n.created_at) AS "createdAt",
        n.prepared_at IS NOT NULL AS prepared,
        jsonb_build_object('id', s.id, 'code', s.code, 'name', s.short_name, 'nameEn', s.short_name_en) AS "subProject"
      FROM nominations n JOIN sub_projects s ON s.id = n.sub_project_id
      WHERE n.teacher_id = ${teacherId}::uuid AND n.year = ${year}::int AND n.state = 'open'
        AND n.school_id = ${actor.organisationId}::uuid
        AND NOT EXISTS (SELECT 1 FROM enrolments e WHERE e.teacher_id = n.teacher_id AND e.sub_project_id = n.sub_project_id
          AND e.state NOT IN ('withdrawn', 'replaced', 'rejected'))
      ORDER BY n.created_at, n.id`,
    ),
    read<Option>(
      actor,
      Prisma.sql`
      SELECT s.id, s.code, s.short_name AS name, s.short_name_en AS "nameEn", i.rank
      FROM sub_projects s JOIN programme_years y ON y.year = s.year AND y.state = 'published'
      LEFT JOIN registration_intents i ON i.sub_project_id = s.id AND i.teacher_id = ${teacherId}::uuid
      WHERE s.year = ${year}::int ORDER BY s.position, s.id`,
    ),
    checkWishesOpen(db(), year, actor.organisationId),
  ]);
  const liked = options.filter((option) => option.rank !== null);
  return {
    nominations,
    intents: liked.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0)).map(({ id }) => id),
    options: options
      .map(({ rank: _, ...option }) => option)
      .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)),
    open: shut.length === 0,
  };
}
