import type { QuotaGrid } from "@/lib/quotas/views";
import { seatsOf } from "../_grid/grid-store";

/** One line of the table as it stands: what can be counted, and how many texts cannot. */
export type Line = { sum: number; invalid: number };
/** How a sub-project stands to its plan. An invalid text comes first: until it is mended nobody knows the rest. */
export type PlanState = { state: "complete" | "left" | "over" | "mend"; count: number };

export function lineOf(texts: string[]): Line {
  const line = { sum: 0, invalid: 0 };
  for (const text of texts) {
    const seats = seatsOf(text);
    if (seats === null) line.invalid += 1;
    else line.sum += seats;
  }
  return line;
}

export function againstPlan({ sum, invalid }: Line, plan: number): PlanState {
  if (invalid > 0) return { state: "mend", count: invalid };
  if (sum > plan) return { state: "over", count: sum - plan };
  return sum < plan ? { state: "left", count: plan - sum } : { state: "complete", count: 0 };
}

export const VIEWS = ["list", "table"] as const;
/** Null: the width of the window decides. */
export type View = (typeof VIEWS)[number] | null;

export function viewOf(asked: Record<string, string | undefined>): View {
  return VIEWS.find((view) => view === asked.view) ?? null;
}

/** What the lists show: all regions, all sub-projects, or the numbers of one of them. */
export type ListPlace = { by: "region" | "subProject"; at: number | null };

export type ChosenPlace = ListPlace & { at: number };

export function isChosen(place: ListPlace): place is ChosenPlace {
  return place.at !== null;
}

/** A region or a sub-project that the table does not have leads to the list of them. */
export function placeOf(asked: Record<string, string | undefined>, grid: QuotaGrid): ListPlace {
  const by = asked.by === "subProject" || asked.subProject ? "subProject" : "region";
  const at =
    by === "region"
      ? grid.regions.findIndex((region) => region.code === asked.region)
      : grid.columns.findIndex((column) => column.code === asked.subProject);
  return { by, at: at < 0 ? null : at };
}

export function listAddress(grid: QuotaGrid, { by, at }: ListPlace): string {
  const list = `/programmes/${grid.year}/quotas?view=list`;
  if (at === null) return by === "region" ? list : `${list}&by=subProject`;
  return by === "region"
    ? `${list}&region=${grid.regions[at]?.code}`
    : `${list}&subProject=${grid.columns[at]?.code}`;
}

export function tableAddress(grid: QuotaGrid): string {
  return `/programmes/${grid.year}/quotas?view=table`;
}

export function historyAddress(grid: QuotaGrid, r: number, c: number): string {
  return `/programmes/${grid.year}/quotas/history?subProjectId=${grid.columns[c]?.id}&organisationId=${grid.regions[r]?.provinceId}`;
}
