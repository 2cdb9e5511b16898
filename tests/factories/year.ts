import type { Actor } from "@/lib/access";
import { formClass, prepareOpeningNotice } from "@/lib/classes";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import {
  importProgrammeYear,
  loadDesignations,
  loadSubProjects,
  publishProgrammeYear,
} from "@/lib/programmes";
import { programmeFileSchema, type SubProjectFacts } from "@/lib/programmes/schema";
import { issueQuotaTable, saveQuotaDraft } from "@/lib/quotas";
import programme from "@/prisma/seed/data/programme-2022.json";

export const YEAR = 2022;

/** B301 and B302 are issued; B305 stays with the ministry. The first institution has a place in each. */
const DESIGNATIONS = [
  { subProject: "B301", institution: "U22", seats: 50, classes: 1 },
  { subProject: "B301", institution: "U23", seats: 50, classes: 1 },
  { subProject: "B302", institution: "U22", seats: 30, classes: 1 },
  { subProject: "B302", institution: "U23", seats: 20, classes: 1 },
  { subProject: "B305", institution: "U22", seats: 40, classes: 1 },
];
const CELLS = { 43: { B301: "40", B302: "10" }, 42: { B301: "30", B302: "10" } };

/** The 2022 year cut down to three sub-projects and two institutions, published. */
export async function publishSmallYear(ministry: Actor): Promise<Map<string, SubProjectFacts>> {
  const codes = new Set(DESIGNATIONS.map((row) => row.subProject));
  const institutions = new Set(DESIGNATIONS.map((row) => row.institution));
  const small = {
    ...programme,
    categories: programme.categories.flatMap((category) => {
      const projects = category.projects.flatMap((project) => {
        const subProjects = project.subProjects.filter((one) => codes.has(one.code));
        return subProjects.length > 0 ? [{ ...project, subProjects }] : [];
      });
      return projects.length > 0 ? [{ ...category, projects }] : [];
    }),
    institutions: programme.institutions.filter((one) => institutions.has(one.code)),
    designations: DESIGNATIONS,
  };
  await importProgrammeYear(ministry, programmeFileSchema.parse(small));
  await publishProgrammeYear(ministry, { year: YEAR, version: 1, confirmed: "yes" });
  const { number } = await saveQuotaDraft(ministry, { year: YEAR, cells: CELLS, basedOn: 0 });
  await issueQuotaTable(ministry, {
    year: YEAR,
    draft: number,
    subProjects: ["B301", "B302"],
    reserveConfirmed: true,
    key: newId(),
  });
  return new Map((await loadSubProjects(db(), YEAR)).map((one) => [one.code, one]));
}

const PLAN = {
  mode: "on-site" as const,
  startsOn: "2022-05-22",
  endsOn: "2022-06-04",
  days: 14,
  hours: 112,
  place: "演示培训地点",
};
export const CLASS_PLAN = PLAN;

export const NOTICE_FIELDS = {
  reportInAt: "2022-05-21T14:00",
  reportInPlace: "演示报到地点",
  trainingPlace: "演示培训地点",
  travel: "",
  materials: "",
  fees: "按演示标准执行",
  requirements: "",
  contactName: "陈老师",
  contactPhone: "0731-00000000",
};

/** A class of the institution's designation in B301, with the draft of its opening notice; what it may still form. */
export async function formWorldClass(
  actor: Actor,
  subProjects: Map<string, SubProjectFacts>,
  plan: Partial<typeof PLAN>,
): Promise<{ classId: string; formable: string }> {
  const designations = await loadDesignations(db(), { year: YEAR, institutionId: actor.organisationId });
  const designationOf = (code: string) => {
    const found = designations.find((one) => one.subProjectId === subProjects.get(code)?.id);
    if (!found) throw new Error(`no designation in ${code}`);
    return found.id;
  };
  const formed = await formClass(actor, {
    ...PLAN,
    ...plan,
    capacity: 30,
    designationId: designationOf("B301"),
    key: newId(),
  });
  await prepareOpeningNotice(actor, { classId: formed.id, version: 0, ...NOTICE_FIELDS });
  return { classId: formed.id, formable: designationOf("B302") };
}
