/** One cell of a table that is shared both ways. A cell without weight gets its minimum unless the sums need more. */
export type MatrixCell = { row: string; column: string; weight: number; minimum: number; maximum: number };
export type MatrixTargets = { rows: ReadonlyMap<string, number>; columns: ReadonlyMap<string, number> };

export type MatrixRefusal =
  /** The sums of the rows and of the columns are not the same number. */
  | { kind: "sums-differ"; rows: number; columns: number }
  /** A row or column that cannot come to its sum, whatever the others get. */
  | { kind: "unreachable"; line: string; target: number };

/** `cells` in the order in which they were given. */
export type MatrixShares = { shares: number[] } | { refusal: MatrixRefusal };

const FITTING_ROUNDS = 100;
/** Where a line cannot come to its sum by weights, its factor would grow or shrink without end. */
const MOST_FACTOR = 1e12;
const CLOSE = 1e-9;

/**
 * Shares seats over a table so that every row and every column comes to its sum exactly, each cell between its bounds. The exact
 * shares are weight × a factor of the row × a factor of the column (iterative proportional fitting, Deming and Stephan 1940), held
 * between the bounds; of all whole tables with these sums the one nearest to them in the sum of squares is taken. The order of the
 * cells has no say: lines are taken in the order of their codes.
 */
export function apportionMatrix(given: readonly MatrixCell[], targets: MatrixTargets): MatrixShares {
  const rows = sum([...targets.rows.values()]);
  const columns = sum([...targets.columns.values()]);
  if (rows !== columns) return { refusal: { kind: "sums-differ", rows, columns } };
  const cells = given
    .map((cell, at) => ({ ...cell, at }))
    .sort((a, b) => compare(a.row, b.row) || compare(a.column, b.column));
  const exact = fitted(cells, targets);
  const network = new Network(cells, exact, targets);
  const stuck = network.fill();
  if (stuck) return { refusal: stuck };
  const shares: number[] = new Array(given.length).fill(0);
  cells.forEach((cell, index) => {
    shares[cell.at] = network.shares[index] ?? 0;
  });
  return { shares };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The exact shares, as near as a few hundred rounds bring them; the whole numbers are held to the sums in any case. */
function fitted(cells: MatrixCell[], { rows, columns }: MatrixTargets): number[] {
  const factors = new Map<string, number>();
  const lines = [...linesOf(cells, "row", rows), ...linesOf(cells, "column", columns)];
  const across = (cell: MatrixCell, kind: "row" | "column") =>
    factors.get(kind === "row" ? `column ${cell.column}` : `row ${cell.row}`) ?? 1;
  for (let round = 0; round < FITTING_ROUNDS; round += 1) {
    let moved = 0;
    for (const { key, kind, target, own } of lines) {
      const before = factors.get(key) ?? 1;
      const found = factorFor(
        target,
        own.map((cell) => ({ ...cell, weight: cell.weight * across(cell, kind) })),
      );
      const after = Math.min(MOST_FACTOR, Math.max(1 / MOST_FACTOR, found));
      factors.set(key, after);
      moved = Math.max(moved, Math.abs(after - before) / Math.max(after, before, Number.MIN_VALUE));
    }
    if (moved < CLOSE) break;
  }
  return cells.map((cell) =>
    held(
      cell,
      cell.weight * (factors.get(`row ${cell.row}`) ?? 1) * (factors.get(`column ${cell.column}`) ?? 1),
    ),
  );
}

function linesOf(cells: MatrixCell[], kind: "row" | "column", targets: ReadonlyMap<string, number>) {
  return [...targets]
    .sort(([a], [b]) => compare(a, b))
    .map(([code, target]) => ({
      key: `${kind} ${code}`,
      kind,
      target,
      own: cells.filter((cell) => cell[kind] === code),
    }));
}

function held({ minimum, maximum }: MatrixCell, value: number): number {
  return Math.min(maximum, Math.max(minimum, value));
}

/** The factor at which a line's shares, held between their bounds, come to its sum; as near as it can where none does. */
function factorFor(target: number, cells: MatrixCell[]): number {
  const turns = cells
    .filter((cell) => cell.weight > 0)
    .flatMap(({ weight, minimum, maximum }) => [minimum / weight, maximum / weight])
    .sort((a, b) => a - b);
  let low = 0;
  let high = turns.at(-1) ?? 0;
  const at = (factor: number) => sum(cells.map((cell) => held(cell, cell.weight * factor)));
  if (at(high) <= target) return high;
  for (let from = 0, to = turns.length - 1; from < to; ) {
    const middle = (from + to) >> 1;
    const turn = turns[middle] ?? 0;
    if (at(turn) <= target) {
      low = turn;
      from = middle + 1;
    } else {
      high = turn;
      to = middle;
    }
  }
  const [least, most] = [at(low), at(high)];
  return most > least ? low + ((target - least) * (high - low)) / (most - least) : low;
}

/**
 * The whole numbers: from a table that is nowhere above its sums, one seat after the other along the cheapest chain of cells, each
 * up or down by one, that brings a row and a column nearer. The costs grow with the distance from the exact share, so no chain of
 * zero sum improves the table at the end.
 */
class Network {
  readonly shares: number[];
  private readonly rows: string[];
  private readonly columns: string[];
  private readonly lackOfRow: number[];
  private readonly lackOfColumn: number[];
  private readonly ends: [row: number, column: number][];

  constructor(
    private readonly cells: MatrixCell[],
    private readonly exact: number[],
    private readonly targets: MatrixTargets,
  ) {
    this.rows = [...targets.rows.keys()].sort(compare);
    this.columns = [...targets.columns.keys()].sort(compare);
    this.ends = cells.map((cell) => [this.rows.indexOf(cell.row), this.columns.indexOf(cell.column)]);
    // Rounded down, or one less where the fitting did not come to its end, every sum is still open; else the minimums are.
    const near = [0, 1].map((less) =>
      cells.map((cell, at) => Math.max(cell.minimum, Math.floor(exact[at] ?? 0) - less)),
    );
    this.shares = near.find((shares) => this.isOpen(shares)) ?? cells.map((cell) => cell.minimum);
    [this.lackOfRow, this.lackOfColumn] = this.lacks(this.shares);
  }

  private lacks(shares: number[]): [rows: number[], columns: number[]] {
    const lackOfRow = this.rows.map((code) => this.targets.rows.get(code) ?? 0);
    const lackOfColumn = this.columns.map((code) => this.targets.columns.get(code) ?? 0);
    this.ends.forEach(([row, column], at) => {
      lackOfRow[row] = (lackOfRow[row] ?? 0) - (shares[at] ?? 0);
      lackOfColumn[column] = (lackOfColumn[column] ?? 0) - (shares[at] ?? 0);
    });
    return [lackOfRow, lackOfColumn];
  }

  private isOpen(shares: number[]): boolean {
    return this.lacks(shares).every((lacks) => lacks.every((lack) => lack >= 0));
  }

  /** Null when every sum is reached; else the first line that cannot come to its sum. */
  fill(): MatrixRefusal | null {
    const over = [
      ...this.rows.map((code, at) => ({
        line: code,
        lack: this.lackOfRow[at] ?? 0,
        target: this.targets.rows.get(code) ?? 0,
      })),
      ...this.columns.map((code, at) => ({
        line: code,
        lack: this.lackOfColumn[at] ?? 0,
        target: this.targets.columns.get(code) ?? 0,
      })),
    ].find(({ lack }) => lack < 0);
    if (over) return { kind: "unreachable", line: over.line, target: over.target };
    for (let row = 0; row < this.rows.length; row += 1)
      while ((this.lackOfRow[row] ?? 0) > 0) {
        const column = this.addFrom(row);
        if (column === null) {
          const code = this.rows[row] ?? "";
          return { kind: "unreachable", line: code, target: this.targets.rows.get(code) ?? 0 };
        }
        this.lackOfRow[row] = (this.lackOfRow[row] ?? 0) - 1;
        this.lackOfColumn[column] = (this.lackOfColumn[column] ?? 0) - 1;
      }
    return null;
  }

  /** Adds one seat to a row by the cheapest chain to a column that still lacks one; that column, or null for none. */
  private addFrom(start: number): number | null {
    const nodes = this.rows.length + this.columns.length;
    const cost: number[] = new Array(nodes).fill(Number.POSITIVE_INFINITY);
    const via: (number | null)[] = new Array(nodes).fill(null);
    cost[start] = 0;
    for (let changed = true, round = 0; changed && round <= nodes; round += 1) {
      changed = false;
      for (let at = 0; at < this.cells.length; at += 1) {
        const cell = this.cells[at] as MatrixCell;
        const [row, column] = this.ends[at] as [number, number];
        const share = this.shares[at] ?? 0;
        const off = share - (this.exact[at] ?? 0);
        const there = this.rows.length + column;
        const up = (cost[row] ?? 0) + 2 * off + 1;
        const down = (cost[there] ?? 0) - 2 * off + 1;
        if (share < cell.maximum && up < (cost[there] ?? 0) - CLOSE) {
          cost[there] = up;
          via[there] = at;
          changed = true;
        }
        if (share > cell.minimum && down < (cost[row] ?? 0) - CLOSE && row !== start) {
          cost[row] = down;
          via[row] = at;
          changed = true;
        }
      }
    }
    let best: number | null = null;
    this.lackOfColumn.forEach((lack, column) => {
      const reached = cost[this.rows.length + column] ?? Number.POSITIVE_INFINITY;
      if (
        lack > 0 &&
        reached < (best === null ? Number.POSITIVE_INFINITY : (cost[this.rows.length + best] ?? 0) - CLOSE)
      )
        best = column;
    });
    if (best === null) return null;
    for (let node = this.rows.length + best; node !== start; ) {
      const at = via[node] as number;
      const [row, column] = this.ends[at] as [number, number];
      const up = node >= this.rows.length;
      this.shares[at] = (this.shares[at] ?? 0) + (up ? 1 : -1);
      node = up ? row : this.rows.length + column;
    }
    return best;
  }
}
