import { type Actor, authorise } from "@/lib/access";
import { decodeCursor, encodeCursor, type Page } from "@/lib/kernel/page";
import { db, type Prisma } from "@/lib/platform/db";
import { momentOf, ownWindowsOf } from "@/lib/programmes";
import type { WindowsByKey } from "@/lib/programmes/schema";
import { classesInScope } from "../access";
import { classFace } from "../rules";
import type { ClassFilter, ClassMode, ClassRow, ClassState } from "../schema";

const PAGE_SIZE = 50;

export const classRowSelect = {
  id: true,
  code: true,
  number: true,
  subProjectId: true,
  institutionId: true,
  mode: true,
  startsOn: true,
  endsOn: true,
  days: true,
  hours: true,
  place: true,
  capacity: true,
  state: true,
  formedAt: true,
  subProject: { select: { year: true, code: true, name: true, nameEn: true } },
  institution: { select: { name: true, nameEn: true } },
} satisfies Prisma.TrainingClassSelect;

type Row = Prisma.TrainingClassGetPayload<{ select: typeof classRowSelect }>;

export function toClassRow(row: Row, actor: Actor, windows: WindowsByKey, now: Date): ClassRow {
  const { subProject, institution, ...own } = row;
  const state = row.state as ClassState;
  const formation = windows["class-formation"];
  const noticeOpensAt = windows["opening-notice"]?.opensAt ?? null;
  return {
    ...own,
    year: subProject.year,
    subProjectCode: subProject.code,
    subProjectName: subProject.name,
    subProjectNameEn: subProject.nameEn,
    institutionName: institution.name,
    institutionNameEn: institution.nameEn,
    mode: row.mode as ClassMode,
    state,
    face: classFace({ state, startsOn: row.startsOn, endsOn: row.endsOn, noticeOpensAt }, actor.role, now),
    formedLate: row.formedAt !== null && formation !== undefined && row.formedAt >= formation.closesAt,
  };
}

/** The classes of a year in the order of their codes, all or those named. */
export async function listClasses(
  actor: Actor,
  year: number,
  filter: ClassFilter,
  only?: string[],
): Promise<Page<ClassRow>> {
  const scope = classesInScope(actor, authorise(actor, "class.read"));
  const where: Prisma.TrainingClassWhereInput = {
    AND: [
      scope,
      { subProject: { year } },
      only ? { id: { in: only } } : {},
      filter.subProjectId ? { subProjectId: filter.subProjectId } : {},
      filter.state ? { state: filter.state } : {},
      filter.search ? matching(filter.search) : {},
    ],
  };
  const after = decodeCursor(filter.cursor)?.[0];
  const [{ now, windows }, total, found] = await Promise.all([
    momentOf(db(), year, actor.organisationId),
    db().trainingClass.count({ where }),
    db().trainingClass.findMany({
      where: { AND: [where, typeof after === "string" ? { code: { gt: after } } : {}] },
      orderBy: { code: "asc" },
      take: PAGE_SIZE + 1,
      select: classRowSelect,
    }),
  ]);
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const own = await ownWindowsOf(
    db(),
    year,
    shown.map((row) => row.institutionId),
  );
  return {
    total,
    next: found.length > PAGE_SIZE && last ? encodeCursor([last.code]) : null,
    rows: shown.map((row) => toClassRow(row, actor, own.get(row.institutionId) ?? windows, now)),
  };
}

function matching(search: string): Prisma.TrainingClassWhereInput {
  return {
    OR: [
      { code: { contains: search.toUpperCase() } },
      { subProject: { name: { contains: search } } },
      { institution: { name: { contains: search } } },
    ],
  };
}
