import { type ApportionRefusal, apportion } from "@/lib/kernel/apportion";
import { apportionMatrix } from "@/lib/kernel/apportion-matrix";
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
  /** Where every region is to keep its part of all that is filled: that part, by row. Null: each column is shared by itself. */
  part: ((r: number) => number) | null;
};
type FillRefusal =
  | ApportionRefusal
  /** Cells that stay are no numbers, so what is left of the plan is unknown. */
  | { kind: "invalid-outside"; count: number }
  /** What stays is above the plan. */
  | { kind: "over-plan" }
  /** Every cell is to be kept. */
  | { kind: "all-kept" }
  /** Together with the sums of the other lines this one cannot be reached: a column, or a region. */
  | { kind: "unreachable"; line: string; target: number };
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
  const shared: SharedColumn[] = [];
  for (let c = request.range.left; c <= request.range.right; c++) {
    const column = store.locked({ r: 0, c }) ? null : columnToShare(store, request, c, plan);
    if (column) shared.push(column);
  }
  if (request.part) shareTable(store, request, request.part, shared, plan);
  else for (const column of shared) shareColumn(store, request, column, plan);
  return plan;
}

type SharedColumn = { column: FilledColumn; filled: number[]; seats: number };

/** What of a column is to be shared and over which rows; null where that cannot be, which the plan then says. */
function columnToShare(
  store: GridStore,
  request: FillRequest,
  c: number,
  plan: FillPlan,
): SharedColumn | null {
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
  return column.refusal ? null : { column, filled, seats };
}

function shareColumn(
  store: GridStore,
  request: FillRequest,
  { column, filled, seats }: SharedColumn,
  plan: FillPlan,
): void {
  const claims = filled.map((r) => ({
    code: store.regions[r]?.code ?? "",
    weight: request.weight(r, column.c),
    ...boundsOf(request, seats),
  }));
  const result = apportion(column.total, claims);
  if ("refusal" in result) column.refusal = result.refusal;
  else for (const r of filled) put(store, plan, { r, c: column.c }, result.shares.get(codeOf(store, r)) ?? 0);
}

/** All columns at once: first what each region gets of everything, in proportion to its part, then the table between both sums. */
function shareTable(
  store: GridStore,
  request: FillRequest,
  part: (r: number) => number,
  shared: SharedColumn[],
  plan: FillPlan,
): void {
  const [first] = shared;
  if (!first) return;
  const cells = shared.flatMap(({ column: { c }, filled, seats }) =>
    filled.map((r) => ({
      r,
      c,
      row: codeOf(store, r),
      column: store.columns[c]?.code ?? "",
      weight: request.weight(r, c),
      ...boundsOf(request, seats),
    })),
  );
  const rows = [...new Set(cells.map(({ r }) => r))].map((r) => {
    const own = cells.filter((cell) => cell.r === r);
    const sum = (bound: "minimum" | "maximum") => own.reduce((all, cell) => all + cell[bound], 0);
    return { code: codeOf(store, r), weight: part(r), minimum: sum("minimum"), maximum: sum("maximum") };
  });
  const regions = apportion(
    shared.reduce((all, { column }) => all + column.total, 0),
    rows,
  );
  if ("refusal" in regions) {
    first.column.refusal = regions.refusal;
    return;
  }
  const columns = new Map(shared.map(({ column }) => [store.columns[column.c]?.code ?? "", column.total]));
  const result = apportionMatrix(cells, { rows: regions.shares, columns });
  if ("refusal" in result) {
    const { refusal } = result;
    first.column.refusal =
      refusal.kind === "unreachable" ? refusal : { kind: "maximums-below", sum: refusal.rows };
    return;
  }
  cells.forEach((cell, at) => {
    put(store, plan, cell, result.shares[at] ?? 0);
  });
}

function codeOf(store: GridStore, r: number): string {
  return store.regions[r]?.code ?? "";
}

function boundsOf({ minimum, maximum }: FillRequest, seats: number) {
  return { minimum, maximum: maximum ?? Math.max(seats, minimum) };
}

function put(store: GridStore, plan: FillPlan, { r, c }: Place, seats: number): void {
  const text = String(seats);
  if (text === store.text({ r, c })) return;
  plan.cells.push({ r, c, text });
  const difference = seats - (seatsOf(store.text({ r, c })) ?? 0);
  if (difference > 0) plan.up += 1;
  if (difference < 0) plan.down += 1;
  plan.gained += Math.max(0, difference);
  plan.lost += Math.max(0, -difference);
}

/** Each region's part by what stands now, or stood last year, in the columns that are filled; a broken cell counts as none. */
export function partsOf(
  store: GridStore,
  { left, right }: Range,
  seatsAt: (r: number, c: number) => number | null,
): (r: number) => number {
  const parts = store.regions.map((_, r) => {
    let sum = 0;
    for (let c = left; c <= right; c++) if (!store.locked({ r, c })) sum += seatsAt(r, c) ?? 0;
    return sum;
  });
  return (r) => parts[r] ?? 0;
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
