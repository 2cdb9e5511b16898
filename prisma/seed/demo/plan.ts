import type { z } from "zod";
import type { SubProjectFacts } from "@/lib/programmes/schema";
import type { importTeachersSchema } from "@/lib/teachers/schema";
import type { Province, School } from "./bodies";
import { completeRecord, type PersonWish, withGap } from "./people";
import { apportion } from "./random";

export type TeacherRow = z.input<typeof importTeachersSchema>["teachers"][number];
/** How many seats of each sub-project a school will get. */
export type SchoolPlan = Map<string, number>;
export type Cells = Record<string, Record<string, string>>;

const SCHOOLS = 300;

/** About 300 schools in proportion to the seats of their bodies, two at least. */
export function schoolCounts(provinces: Province[], cells: Cells): Map<string, number> {
  const seats = provinces.map((province) =>
    Object.values(cells[province.regionCode] ?? {}).reduce((sum, text) => sum + Number(text), 0),
  );
  const counts = apportion(SCHOOLS - 2 * provinces.length, seats);
  return new Map(provinces.map((province, index) => [province.id, 2 + (counts[index] ?? 0)]));
}

/** Sub-projects whose round begins at a province's first school, where the demonstration's visitors are. */
const BEGIN_AT_FIRST_SCHOOL = ["B301", "B305"];

/** Seats of a province go round its schools of the right level, each sub-project beginning one school further. */
export function planSeats(
  province: Province,
  subProjects: SubProjectFacts[],
  cells: Cells,
): Map<string, SchoolPlan> {
  const plan = new Map<string, SchoolPlan>(province.schools.map((school) => [school.id, new Map()]));
  subProjects.forEach((subProject, index) => {
    const offset = BEGIN_AT_FIRST_SCHOOL.includes(subProject.code) ? 0 : index;
    const fitting = province.schools.filter((school) =>
      subProject.criteria.schoolLevels.includes(school.level),
    );
    const seats = Number(cells[province.regionCode]?.[subProject.code] ?? 0);
    for (let seat = 0; seat < seats && fitting.length > 0; seat++) {
      const school = fitting[(seat + offset) % fitting.length];
      const own = school && plan.get(school.id);
      if (own) own.set(subProject.id, (own.get(subProject.id) ?? 0) + 1);
    }
  });
  return plan;
}

const UNCLEAR_TRAINING = { year: 2020, title: "演示：骨干教师国家级培训", equivalenceGroup: null, hours: 80 };

/**
 * The teachers of a school: for each seat one who fits and often a second, then some who do not. One in seven records has a
 * gap, one in fifteen a past training that only a person can judge, one in thirty one that counts against them.
 */
export function teachersOf(
  school: School,
  plan: SchoolPlan,
  subProjects: SubProjectFacts[],
  random: () => number,
): TeacherRow[] {
  const byId = new Map(subProjects.map((subProject) => [subProject.id, subProject]));
  const wishes: (SubProjectFacts | null)[] = [];
  for (const [id, seats] of plan) {
    const subProject = byId.get(id);
    if (!subProject) continue;
    for (let seat = 0; seat < seats; seat++)
      wishes.push(subProject, ...(random() < 0.35 ? [subProject] : []));
  }
  wishes.push(null, ...(random() < 0.5 ? [null] : []));
  return wishes.map((subProject, index) => {
    const wish: PersonWish = {
      level: school.level,
      staffNumber: String(index + 1).padStart(4, "0"),
      criteria: subProject?.criteria ?? null,
    };
    const record = completeRecord(random, wish);
    const luck = random();
    if (luck < 0.14) return withGap(record, Math.floor(random() * 8));
    if (luck < 0.2) return { ...record, pastTrainings: [UNCLEAR_TRAINING] };
    if (luck < 0.23 && subProject)
      return {
        ...record,
        pastTrainings: [
          {
            year: 2021,
            title: `演示：${subProject.name}`,
            equivalenceGroup: subProject.equivalenceGroup,
            hours: 80,
          },
        ],
      };
    return record;
  });
}

/** Three people of the first school of the home province who can sign in: staff number, field, and whether the record has a gap. */
export const VISITORS = [
  { staffNumber: "9001", subProject: "B305", gap: false },
  { staffNumber: "9002", subProject: "B301", gap: false },
  { staffNumber: "9003", subProject: "B202", gap: true },
] as const;

export function visitorRecords(
  school: School,
  subProjects: SubProjectFacts[],
  random: () => number,
): TeacherRow[] {
  return VISITORS.map(({ staffNumber, subProject, gap }) => {
    const criteria = subProjects.find((one) => one.code === subProject)?.criteria ?? null;
    const record = completeRecord(random, { level: school.level, staffNumber, criteria });
    return gap ? withGap(record, 0) : record;
  });
}
