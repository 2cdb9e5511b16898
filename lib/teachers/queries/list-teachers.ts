import type { Actor } from "@/lib/access";
import { decodeCursor, encodeCursor, type Page } from "@/lib/kernel/page";
import { type Prisma, reading, scoped } from "@/lib/platform/db";
import { teachersInScope } from "../access";
import { progressOf } from "../rules";
import { isRecordField, type RecordField, type TeacherFilter, type TeacherRow } from "../schema";
import { idNumberIndex, type LoadedRecord, loadRecords, masked } from "../store";

const PAGE_SIZE = 50;

export type TeacherList = Page<TeacherRow> & {
  counts: { all: number; incomplete: number; complete: number };
  /** Kinds of gap among the teachers in sight, most frequent first, to mend one kind together. */
  gaps: { key: string; field: RecordField; code: string; count: number }[];
};

/**
 * Teachers in scope by name, of all or of those named. Tabs and kinds of gap are counted over the search and the school, not over
 * each other.
 */
export async function listTeachers(
  actor: Actor,
  filter: TeacherFilter,
  only?: string[],
): Promise<TeacherList> {
  const scope = teachersInScope(actor, "teacher.read");
  const base: Prisma.TeacherWhereInput = {
    AND: [
      scope,
      searched(filter.q),
      filter.school ? { schoolId: filter.school } : {},
      only ? { id: { in: only } } : {},
    ],
  };
  const where: Prisma.TeacherWhereInput = {
    AND: [base, inTab(filter.tab), filter.problem ? { problemKeys: { has: filter.problem } } : {}],
  };
  const [grouped, found] = await reading(actor, (tx) =>
    Promise.all([
      tx.teacher.groupBy({ by: ["problemKeys"], where: base, _count: { id: true } }),
      tx.teacher.findMany({
        where: { AND: [where, after(filter.cursor)] },
        select: { id: true, name: true },
        orderBy: [{ name: "asc" }, { id: "asc" }],
        take: PAGE_SIZE + 1,
      }),
    ]),
  );
  const groups = grouped.map((group) => ({ keys: group.problemKeys, count: group._count.id }));
  const count = (wanted: (keys: string[]) => boolean) =>
    groups.reduce((sum, group) => sum + (wanted(group.keys) ? group.count : 0), 0);
  const counts = {
    all: count(() => true),
    incomplete: count((keys) => keys.length > 0),
    complete: count((keys) => keys.length === 0),
  };
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const records = await loadRecords(
    scoped(actor),
    shown.map(({ id }) => id),
  );
  return {
    rows: records.map(toRow),
    next: found.length > PAGE_SIZE && last ? encodeCursor([last.name, last.id]) : null,
    total: filter.problem
      ? count((keys) => keys.includes(filter.problem) && filter.tab !== "complete")
      : counts[filter.tab],
    counts,
    gaps: countGaps(groups),
  };
}

function inTab(tab: TeacherFilter["tab"]): Prisma.TeacherWhereInput {
  if (tab === "all") return {};
  return tab === "complete" ? { problemCount: 0 } : { problemCount: { gt: 0 } };
}

/** A name, a staff number, or a whole ID number, which is found by its blind index. */
function searched(q: string): Prisma.TeacherWhereInput {
  if (q === "") return {};
  if (/^\d{17}[\dXx]$/.test(q)) return { idNumberIndex: idNumberIndex(q) };
  return { OR: [{ name: { contains: q } }, { staffNumber: { startsWith: q } }] };
}

function after(cursor: string): Prisma.TeacherWhereInput {
  const [name, id] = decodeCursor(cursor) ?? [];
  if (typeof name !== "string" || typeof id !== "string") return {};
  return { OR: [{ name: { gt: name } }, { name, id: { gt: id } }] };
}

function countGaps(groups: { keys: string[]; count: number }[]): TeacherList["gaps"] {
  const counts = new Map<string, number>();
  for (const { keys, count } of groups)
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + count);
  return [...counts]
    .flatMap(([key, count]) => {
      const [field = "", code = ""] = key.split(":");
      return isRecordField(field) ? [{ key, field, code, count }] : [];
    })
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

function toRow(loaded: LoadedRecord): TeacherRow {
  const { record } = loaded.facts;
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  return {
    id: loaded.id,
    name: String(record.name),
    maskedIdNumber: masked("idNumber", loaded.texts.idNumber),
    schoolName: loaded.schoolName,
    schoolNameEn: loaded.schoolNameEn,
    title: text(record.title),
    majorCode: text(record.majorCode),
    majorName: loaded.facts.major.name,
    courseSubject: text(record.courseSubject),
    problems: loaded.problems,
    progress: progressOf(loaded.facts, loaded.rules, loaded.problems),
  };
}
