import { type ApportionRefusal, apportion } from "@/lib/kernel/apportion";
import { type GridStore, type Place, type Range, seatsOf } from "./grid-store";
import { parseTable, regionIndex } from "./paste";
import type { PastedWeights } from "./weights";

export type FillRequest = {
  range: Range;
  weight: (r: number, c: number) => number;
  minimum: number;
  /** Null for none but the plan. */
  maximum: number | null;
  keepFilled: boolean;
};
type FillRefusal =
  | ApportionRefusal
  /** Cells that stay are no numbers, so what is left of the plan is unknown. */
  | { kind: "invalid-outside"; count: number }
  /** What stays is above the plan. */
  | { kind: "over-plan" }
  /** Every cell is to be kept. */
  | { kind: "all-kept" };
/** How one column is filled: the plan, less what stays, is shared. */
export type FilledColumn = { c: number; kept: number; total: number; refusal: FillRefusal | null };
export type FillPlan = {
  columns: FilledColumn[];
  cells: (Place & { text: string })[];
  up: number;
  gained: number;
  down: number;
  lost: number;
};

/** The plan of each column, less the cells that stay, shared by weights over the others. Changes nothing. */
export function planFill(store: GridStore, request: FillRequest): FillPlan {
  const plan: FillPlan = { columns: [], cells: [], up: 0, gained: 0, down: 0, lost: 0 };
  for (let c = request.range.left; c <= request.range.right; c++)
    if (!store.locked({ r: 0, c })) fillColumn(store, request, c, plan);
  return plan;
}

function fillColumn(store: GridStore, request: FillRequest, c: number, plan: FillPlan): void {
  const rows = store.regions.map((_, r) => r);
  const filled = rows.filter((r) => isFilled(store, request, r, c));
  const staying = rows.filter((r) => !filled.includes(r)).map((r) => seatsOf(store.text({ r, c })));
  const kept = staying.reduce<number>((sum, seats) => sum + (seats ?? 0), 0);
  const invalid = staying.filter((seats) => seats === null).length;
  const seats = store.columns[c]?.plan ?? 0;
  const total = seats - kept;
  const column: FilledColumn = { c, kept, total, refusal: null };
  plan.columns.push(column);
  if (filled.length === 0) column.refusal = { kind: "all-kept" };
  else if (invalid > 0) column.refusal = { kind: "invalid-outside", count: invalid };
  else if (total < 0) column.refusal = { kind: "over-plan" };
  if (column.refusal) return;
  const claims = filled.map((r) => ({
    code: store.regions[r]?.code ?? "",
    weight: request.weight(r, c),
    minimum: request.minimum,
    maximum: request.maximum ?? Math.max(seats, request.minimum),
  }));
  const result = apportion(total, claims);
  if ("refusal" in result) {
    column.refusal = result.refusal;
    return;
  }
  for (const r of filled) {
    const text = String(result.shares.get(store.regions[r]?.code ?? "") ?? 0);
    if (text === store.text({ r, c })) continue;
    plan.cells.push({ r, c, text });
    const difference = Number(text) - (seatsOf(store.text({ r, c })) ?? 0);
    if (difference > 0) plan.up += 1;
    if (difference < 0) plan.down += 1;
    plan.gained += Math.max(0, difference);
    plan.lost += Math.max(0, -difference);
  }
}

function isFilled(store: GridStore, { range, keepFilled }: FillRequest, r: number, c: number): boolean {
  if (r < range.top || r > range.bottom) return false;
  const text = store.text({ r, c });
  return !keepFilled || text.trim() === "" || seatsOf(text) === null;
}

/**
 * A pasted column of weights: by region where a column names regions, else row by row from `top`. Decimals and percentages are
 * brought to whole numbers together. `unread` counts rows without region or number.
 */
export function parseWeights(
  store: GridStore,
  text: string,
  top: number,
): { weights: PastedWeights; unread: number } {
  const rows = parseTable(text);
  const named = rows.some((row) => row.length > 1);
  const found: [number, string][] = [];
  let unread = 0;
  rows.forEach((row, index) => {
    const r = named ? regionIndex(store, row[0] ?? "") : top + index;
    const value = (row.at(-1) ?? "").normalize("NFKC").replace(/[,\s%]/g, "");
    if (r === undefined || r >= store.regions.length || !/^\d{1,9}(\.\d{1,4})?$/.test(value)) unread += 1;
    else found.push([r, value]);
  });
  const digits = Math.max(0, ...found.map(([, value]) => (value.split(".")[1] ?? "").length));
  return {
    weights: new Map(found.map(([r, value]) => [r, Math.round(Number(value) * 10 ** digits)])),
    unread,
  };
}
