import { type Actor, authorise } from "@/lib/access";
import { db, Prisma, read } from "@/lib/platform/db";
import { momentOf, windowIsOpen } from "@/lib/programmes";
import { ownTeacherId } from "../access";
import type { RegistrationChoice } from "../views";

export type RegistrationChoices = {
  windowOpen: boolean;
  opensAt: Date | null;
  closesAt: Date | null;
  /** False in a year whose sub-projects are all open: nobody needs a card. */
  cards: boolean;
  bound: RegistrationChoice[];
  free: RegistrationChoice[];
};

type Row = { id: string; code: string; name: string; nameEn: string; bound: string | null; free: number };

/** The ways to a seat that lie open to this teacher: cards in the own name, and free cards of the own school. */
export async function getRegistrationChoices(actor: Actor, year: number): Promise<RegistrationChoices> {
  authorise(actor, "enrolment.register");
  const teacherId = ownTeacherId(actor);
  const [{ now, windows }, withCards, rows] = await Promise.all([
    momentOf(db(), year, actor.organisationId),
    db().subProject.findFirst({ where: { year, mode: "quota" }, select: { id: true } }),
    read<Row>(
      actor,
      Prisma.sql`
      SELECT s.id, s.code, s.short_name AS name, s.short_name_en AS "nameEn",
        min(c.code) FILTER (WHERE c.state = 'bound' AND c.teacher_id = ${teacherId}::uuid) AS bound,
        count(*) FILTER (WHERE c.state = 'issued')::int AS free
      FROM registration_cards c JOIN sub_projects s ON s.id = c.sub_project_id JOIN programme_years y ON y.year = s.year
      WHERE c.school_id = ${actor.organisationId}::uuid AND s.year = ${year}::int AND y.state = 'published'
        AND c.state IN ('issued', 'bound') AND c.lapses_at > (SELECT business_now())
      GROUP BY s.id, s.code, s.short_name, s.short_name_en, s.position ORDER BY s.position, s.id`,
    ),
  ]);
  const choices = rows.map(toChoice);
  const open = windowIsOpen(windows.registration, now)
    ? windows.registration
    : windowIsOpen(windows.supplement, now)
      ? windows.supplement
      : undefined;
  return {
    windowOpen: open !== undefined,
    opensAt: (open ?? windows.registration)?.opensAt ?? null,
    closesAt: (open ?? windows.registration)?.closesAt ?? null,
    cards: withCards !== null,
    bound: choices.filter((choice) => choice.boundCardCode !== null),
    free: choices.filter((choice) => choice.freeSeats > 0),
  };
}

function toChoice({ bound, free, ...subProject }: Row): RegistrationChoice {
  return { subProject, boundCardCode: bound, freeSeats: free };
}
