import { type Actor, authorise } from "@/lib/access";
import { decodeCursor, encodeCursor, type Page } from "@/lib/kernel/page";
import { db } from "@/lib/platform/db";
import { seatsOfCell } from "../rules";
import type { Cells, DraftState } from "../schema";
import type { QuotaDraftRow } from "../views";

const PAGE_SIZE = 30;

/** The drafts of a year's table, the newest first, each with its seats and how many cells it changed of the one before it. */
export async function listQuotaDrafts(
  actor: Actor,
  params: { year: number; cursor?: string | undefined },
): Promise<Page<QuotaDraftRow>> {
  authorise(actor, "quota.plan");
  const { year } = params;
  const [below] = decodeCursor(params.cursor) ?? [];
  const [total, found] = await Promise.all([
    db().quotaDraft.count({ where: { year } }),
    db().quotaDraft.findMany({
      where: { year, ...(typeof below === "number" ? { number: { lt: below } } : {}) },
      orderBy: [{ number: "desc" }, { id: "desc" }],
      take: PAGE_SIZE + 1,
      select: { number: true, state: true, savedBy: true, savedAt: true, cells: true },
    }),
  ]);
  const rows = found.slice(0, PAGE_SIZE).map(({ number, state, savedBy, savedAt, cells }, at) => ({
    number,
    state: state as DraftState,
    savedBy,
    savedAt,
    seats: seatsOf(cells as Cells),
    changed: changedCells((found[at + 1]?.cells ?? {}) as Cells, cells as Cells),
  }));
  const last = rows.at(-1);
  return { rows, next: found.length > PAGE_SIZE && last ? encodeCursor([last.number]) : null, total };
}

function seatsOf(cells: Cells): number {
  return Object.values(cells)
    .flatMap((row) => Object.values(row))
    .reduce((sum, text) => sum + (seatsOfCell(text) ?? 0), 0);
}

function changedCells(before: Cells, after: Cells): number {
  const places = (cells: Cells) =>
    Object.entries(cells).flatMap(([region, row]) => Object.keys(row).map((code) => `${region} ${code}`));
  const text = (cells: Cells, place: string) => {
    const [region = "", code = ""] = place.split(" ");
    return cells[region]?.[code] ?? "";
  };
  const all = new Set([...places(before), ...places(after)]);
  return [...all].filter((place) => text(before, place) !== text(after, place)).length;
}
