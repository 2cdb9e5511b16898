import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { dateColumn } from "@/lib/kernel/dates";
import { newId } from "@/lib/kernel/id";
import { fail, failOn } from "@/lib/kernel/problem";
import { createOrganisationIn, findOrganisationsByName } from "@/lib/organisations";
import { Prisma, type Tx, transaction } from "@/lib/platform/db";
import { programmeImported } from "../audit";
import { checkProgrammeFile } from "../rules";
import type { ImportCounts, ProgrammeFile } from "../schema";

/**
 * A year's draft from its JSON form: catalogue, windows, institutions that are not known yet, designations. A draft of the
 * same year is replaced as a whole; a published one is refused. Returns how many of each were created.
 */
export function importProgrammeYear(actor: Actor, input: ProgrammeFile): Promise<ImportCounts> {
  return transaction(actor, (tx) => importProgrammeYearIn(tx, actor, input));
}

export async function importProgrammeYearIn(
  tx: Tx,
  actor: Actor,
  input: ProgrammeFile,
): Promise<ImportCounts> {
  authorise(actor, "programme.import");
  failOn(checkProgrammeFile(input));
  await replaceDraft(tx, input.year);
  await tx.programmeYear.create({
    data: {
      year: input.year,
      title: input.title,
      titleEn: input.titleEn,
      documentNumber: input.documentNumber,
      issuedOn: input.issuedOn ? dateColumn(input.issuedOn) : null,
      publicOn: input.publicOn ? dateColumn(input.publicOn) : null,
      state: "draft",
      demonstration: input.demonstration,
      ...(input.offerHoldHours ? { offerHoldHours: input.offerHoldHours } : {}),
    },
    select: { year: true },
  });
  await tx.timeWindow.createMany({
    data: input.windows.map((window, position) => ({ ...window, id: newId(), year: input.year, position })),
  });
  const subProjectIds = await createCatalogue(tx, input);
  const institutions = await createInstitutions(tx, actor, input);
  await tx.designation.createMany({
    data: input.designations.map((row) => ({
      id: newId(),
      subProjectId: known(subProjectIds, row.subProject),
      institutionId: known(institutions.ids, row.institution),
      seats: row.seats,
      classCount: row.classes,
    })),
  });
  const counts: ImportCounts = {
    categories: input.categories.length,
    projects: input.categories.reduce((sum, category) => sum + category.projects.length, 0),
    subProjects: subProjectIds.size,
    windows: input.windows.length,
    institutions: institutions.created,
    designations: input.designations.length,
    seats: input.designations.reduce((sum, row) => sum + row.seats, 0),
  };
  await recordAudit(tx, actor, programmeImported(input.year, counts));
  return counts;
}

/** Serialised on the year, so that two imports of one draft do not interleave. A draft that others build upon stays. */
async function replaceDraft(tx: Tx, year: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(7002, ${year}::int)`;
  const draft = await tx.programmeYear.findUnique({ where: { year }, select: { state: true } });
  if (!draft) return;
  if (draft.state === "published") fail("programmes.already-published", { year });
  try {
    await tx.designation.deleteMany({ where: { subProject: { year } } });
    await tx.subProject.deleteMany({ where: { year } });
  } catch (error) {
    if (isForeignKeyRefusal(error)) fail("programmes.draft-in-use", { year });
    throw error;
  }
  await tx.project.deleteMany({ where: { category: { year } } });
  await tx.programmeCategory.deleteMany({ where: { year } });
  await tx.timeWindow.deleteMany({ where: { year } });
  await tx.programmeYear.delete({ where: { year }, select: { year: true } });
}

function isForeignKeyRefusal(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2003";
}

/** Ids of the sub-projects by code. Positions run through the whole year, in the order of the file. */
async function createCatalogue(tx: Tx, { year, categories }: ProgrammeFile): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const rows = categories.map((category, position) => {
    const id = newId();
    const { code, name, nameEn } = category;
    const projects = category.projects.map((project, place) => ({ project, id: newId(), position: place }));
    return { category: { id, year, code, name, nameEn, position }, projects };
  });
  await tx.programmeCategory.createMany({ data: rows.map((row) => row.category) });
  const projects = rows.flatMap((row) =>
    row.projects.map((entry) => ({ ...entry, categoryId: row.category.id })),
  );
  await tx.project.createMany({
    data: projects.map(({ id, categoryId, position, project }) => ({
      id,
      categoryId,
      position,
      code: project.code,
      name: project.name,
      nameEn: project.nameEn,
      exclusivityGroup: project.exclusivityGroup,
    })),
  });
  const subProjects = projects.flatMap(({ id, project }) =>
    project.subProjects.map((subProject) => ({ ...subProject, projectId: id })),
  );
  await tx.subProject.createMany({
    data: subProjects.map((subProject, position) => {
      const id = newId();
      ids.set(subProject.code, id);
      return { ...subProject, id, year, position };
    }),
  });
  return ids;
}

/** An institution that is known by its name stays as it is. Ids by the code that the file uses. */
async function createInstitutions(
  tx: Tx,
  actor: Actor,
  { institutions }: ProgrammeFile,
): Promise<{ ids: Map<string, string>; created: number }> {
  const byName = await findOrganisationsByName(
    tx,
    "institution",
    institutions.map((row) => row.name),
  );
  const ids = new Map<string, string>();
  let created = 0;
  for (const row of institutions) {
    const found = byName.get(row.name);
    if (found) {
      ids.set(row.code, found);
      continue;
    }
    const { id } = await createOrganisationIn(tx, actor, {
      kind: "institution",
      code: row.code,
      name: row.name,
      nameEn: row.nameEn,
      regionCode: row.region,
      institutionType: row.type,
      demonstration: row.demonstration,
    });
    ids.set(row.code, id);
    created++;
  }
  return { ids, created };
}

/** The rules have refused a file that names what it does not bring. */
function known(ids: Map<string, string>, code: string): string {
  const id = ids.get(code);
  if (!id) throw new Error(`${code} passed the rules without an id`);
  return id;
}
