import { type Actor, authorise } from "@/lib/access";
import { reading } from "@/lib/platform/db";
import { loadSubProjects, momentOf } from "@/lib/programmes";
import { readHeldSubProjects } from "../allocation-store";
import { goesThroughCities, receiversOf } from "../route-store";
import { checkAllocationWindow, levelsOf } from "../rules";
import type { AllocationTable } from "../views";

/** What the actor's province or city splits, as one table: its sub-projects with what is left, the bodies below with what each has. */
export async function getAllocationTable(actor: Actor, { year }: { year: number }): Promise<AllocationTable> {
  authorise(actor, "quota.allocate");
  return reading(actor, async (reader) => {
    const throughCities = await goesThroughCities(reader, year, actor.provinceId);
    const [subProjects, facts, schools, seats, { windows, now }] = await Promise.all([
      readHeldSubProjects(reader, year, actor.organisationId),
      loadSubProjects(reader, year),
      reader.organisation.findMany({
        where: receiversOf({ ...actor, throughCities }),
        orderBy: { code: "asc" },
        select: { id: true, code: true, name: true, nameEn: true, schoolLevel: true },
      }),
      reader.$queryRaw<{ schoolId: string; subProjectId: string; seats: number }[]>`
      SELECT a.organisation_id AS "schoolId", a.sub_project_id AS "subProjectId",
        a.granted - (SELECT count(*)::int FROM registration_cards r WHERE r.account_id = a.id
          AND r.state IN ('issued', 'bound') AND r.lapses_at <= (SELECT business_now())) AS seats
      FROM quota_accounts a JOIN quota_accounts above ON above.id = a.parent_id
        JOIN sub_projects s ON s.id = a.sub_project_id
      WHERE s.year = ${year}::int AND above.organisation_id = ${actor.organisationId}::uuid`,
      momentOf(reader, year, actor.organisationId),
    ]);
    const criteria = new Map(facts.map((one) => [one.id, one.criteria]));
    const held = new Map<string, Record<string, number>>();
    for (const one of seats)
      held.set(one.schoolId, { ...held.get(one.schoolId), [one.subProjectId]: one.seats });
    return {
      year,
      open: checkAllocationWindow(windows, now).length === 0,
      subProjects: subProjects.map(({ id, code, name, nameEn, shortName, shortNameEn, left, reserved }) => ({
        id,
        code,
        name,
        nameEn,
        shortName,
        shortNameEn,
        left: left - reserved,
        levels: levelsOf(criteria.get(id) ?? null),
      })),
      schools: schools.map(({ id, code, name, nameEn, schoolLevel }) => ({
        id,
        code,
        name,
        nameEn,
        level: schoolLevel,
        seats: held.get(id) ?? {},
      })),
    };
  });
}
