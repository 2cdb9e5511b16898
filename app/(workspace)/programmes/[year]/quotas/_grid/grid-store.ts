import { parseWholeNumber } from "@/lib/kernel/whole-number";

const MAX = 9999;
const UNDO_STEPS = 100;

export type GridColumn = { code: string; name: string; plan: number; locked: boolean };
export type GridRegion = { code: string; name: string };
export type Place = { r: number; c: number };
export type Change = Place & { before: string; after: string };
export type CellView = {
  text: string;
  active: boolean;
  selected: boolean;
  editing: boolean;
  invalid: boolean;
  /** Signed difference to the reference, or null where there is none or nothing differs. */
  difference: string | null;
};
export type ColumnView = { sum: number; invalid: number; left: number; active: boolean };
export type RowView = { sum: number; invalid: number; difference: number; active: boolean };
export type StatusView = {
  changed: number;
  regions: number;
  problems: number;
  canUndo: boolean;
  canRedo: boolean;
  seats: number;
  invalid: number;
};
export type Range = { top: number; left: number; bottom: number; right: number };

const known = new Map<string, number | null>();

/** Seats of a cell, a blank being none; null for a text that is no whole number. Sums ask for hundreds at every edit. */
export function seatsOf(text: string): number | null {
  const found = known.get(text);
  if (found !== undefined) return found;
  const seats = text.trim() === "" ? 0 : parseWholeNumber(text, MAX);
  known.set(text, seats);
  return seats;
}

/**
 * The table while it is edited. Each cell, column foot, row end and the bar subscribe to their own key, so that an edit renders
 * what it changed and nothing else.
 */
export class GridStore {
  readonly texts: string[][];
  saved: string[][];
  reference: string[][] | null;
  active: Place = { r: 0, c: 0 };
  anchor: Place = { r: 0, c: 0 };
  editing: { text: string } | null = null;
  private undoSteps: Change[][] = [];
  private redoSteps: Change[][] = [];
  private readonly listeners = new Map<string, Set<() => void>>();
  private readonly views = new Map<string, unknown>();

  constructor(
    readonly regions: GridRegion[],
    readonly columns: GridColumn[],
    texts: string[][],
    saved: string[][],
  ) {
    this.texts = texts;
    this.saved = saved;
    this.reference = saved;
    const first = Math.max(
      0,
      columns.findIndex((column) => !column.locked),
    );
    this.active = { r: 0, c: first };
    this.anchor = this.active;
  }

  subscribe = (key: string) => (listener: () => void) => {
    const found = this.listeners.get(key) ?? new Set();
    this.listeners.set(key, found.add(listener));
    return () => found.delete(listener);
  };

  /** Snapshots are kept until their key is touched. */
  view<View>(key: string, make: () => View): View {
    if (!this.views.has(key)) this.views.set(key, make());
    return this.views.get(key) as View;
  }

  private touch(keys: Iterable<string>): void {
    const called = new Set(keys);
    for (const key of called) this.views.delete(key);
    for (const key of called) for (const listener of this.listeners.get(key) ?? []) listener();
  }

  text({ r, c }: Place): string {
    return this.texts[r]?.[c] ?? "";
  }

  locked({ c }: Place): boolean {
    return this.columns[c]?.locked ?? true;
  }

  get range(): Range {
    const { active, anchor } = this;
    return {
      top: Math.min(active.r, anchor.r),
      bottom: Math.max(active.r, anchor.r),
      left: Math.min(active.c, anchor.c),
      right: Math.max(active.c, anchor.c),
    };
  }

  cell(r: number, c: number): CellView {
    return this.view(`cell:${r}:${c}`, () => {
      const text = this.text({ r, c });
      const { top, bottom, left, right } = this.range;
      const active = this.active.r === r && this.active.c === c;
      const value = seatsOf(text);
      const before = seatsOf(this.reference?.[r]?.[c] ?? text);
      const moved = value !== null && before !== null ? value - before : 0;
      return {
        text,
        active,
        selected: (top !== bottom || left !== right) && r >= top && r <= bottom && c >= left && c <= right,
        editing: active && this.editing !== null,
        invalid: value === null,
        difference: moved === 0 ? null : signed(moved),
      };
    });
  }

  column(c: number): ColumnView {
    return this.view(`col:${c}`, () => {
      let sum = 0;
      let invalid = 0;
      for (const row of this.texts) {
        const value = seatsOf(row[c] ?? "");
        if (value === null) invalid += 1;
        else sum += value;
      }
      return { sum, invalid, left: (this.columns[c]?.plan ?? 0) - sum, active: this.active.c === c };
    });
  }

  row(r: number): RowView {
    return this.view(`row:${r}`, () => {
      let sum = 0;
      let invalid = 0;
      let before = 0;
      for (let c = 0; c < this.columns.length; c++) {
        const value = seatsOf(this.text({ r, c }));
        if (value === null) invalid += 1;
        else sum += value;
        before += seatsOf(this.reference?.[r]?.[c] ?? this.text({ r, c })) ?? 0;
      }
      return { sum, invalid, difference: this.reference ? sum - before : 0, active: this.active.r === r };
    });
  }

  status(): StatusView {
    return this.view("status", () => {
      let changed = 0;
      let seats = 0;
      let invalid = 0;
      const regions = new Set<number>();
      this.texts.forEach((row, r) => {
        row.forEach((text, c) => {
          const value = seatsOf(text);
          if (value === null) invalid += 1;
          seats += value ?? 0;
          if (text !== (this.saved[r]?.[c] ?? "")) {
            changed += 1;
            regions.add(r);
          }
        });
      });
      return {
        changed,
        regions: regions.size,
        problems: this.problems().length,
        canUndo: this.undoSteps.length > 0,
        canRedo: this.redoSteps.length > 0,
        seats,
        invalid,
      };
    });
  }

  /** Invalid cells in reading order, then the first cell of each column above its plan. */
  problems(): Place[] {
    const places: Place[] = [];
    this.texts.forEach((row, r) => {
      row.forEach((text, c) => {
        if (seatsOf(text) === null) places.push({ r, c });
      });
    });
    this.columns.forEach((_, c) => {
      if (this.column(c).left < 0) places.push({ r: 0, c });
    });
    return places;
  }

  move(to: Place, extend = false): void {
    const place = {
      r: Math.max(0, Math.min(this.regions.length - 1, to.r)),
      c: Math.max(0, Math.min(this.columns.length - 1, to.c)),
    };
    const keys = this.rangeKeys();
    const from = this.active;
    this.active = place;
    if (!extend) this.anchor = place;
    this.editing = null;
    for (const at of [from, place]) keys.push(`cell:${at.r}:${at.c}`, `row:${at.r}`, `col:${at.c}`);
    this.touch([...keys, ...this.rangeKeys(), "bar"]);
  }

  select(anchor: Place, active: Place): void {
    this.move(anchor);
    this.move(active, true);
  }

  private rangeKeys(): string[] {
    const { top, bottom, left, right } = this.range;
    if (top === bottom && left === right) return [];
    const keys: string[] = [];
    for (let r = top; r <= bottom; r++) for (let c = left; c <= right; c++) keys.push(`cell:${r}:${c}`);
    return keys;
  }

  edit(text: string): void {
    if (this.locked(this.active)) return;
    this.editing = { text };
    this.touch([`cell:${this.active.r}:${this.active.c}`]);
  }

  stopEditing(): void {
    if (!this.editing) return;
    this.editing = null;
    this.touch([`cell:${this.active.r}:${this.active.c}`]);
  }

  /** Writes texts as one step that can be undone; cells of locked columns stay. */
  write(wanted: (Place & { text: string })[]): number {
    const changes = wanted
      .filter((cell) => !this.locked(cell) && this.text(cell) !== cell.text)
      .map(({ r, c, text }) => ({ r, c, before: this.text({ r, c }), after: text }));
    if (changes.length === 0) return 0;
    this.undoSteps = [...this.undoSteps.slice(1 - UNDO_STEPS), changes];
    this.redoSteps = [];
    this.apply(changes, "after");
    return changes.length;
  }

  undo(): void {
    const step = this.undoSteps.pop();
    if (!step) return;
    this.redoSteps.push(step);
    this.apply(step, "before");
  }

  redo(): void {
    const step = this.redoSteps.pop();
    if (!step) return;
    this.undoSteps.push(step);
    this.apply(step, "after");
  }

  get steps(): { undo: Change[][]; redo: Change[][] } {
    return { undo: this.undoSteps, redo: this.redoSteps };
  }

  /** As the table was left: texts that were not saved, and the steps that led to them. Before anything is drawn. */
  resume(texts: Change[], steps: { undo: Change[][]; redo: Change[][] }): void {
    this.apply(texts, "after");
    this.undoSteps = steps.undo;
    this.redoSteps = steps.redo;
  }

  private apply(changes: Change[], side: "before" | "after"): void {
    const keys = ["status", "bar"];
    for (const change of changes) {
      const row = this.texts[change.r];
      if (row) row[change.c] = change[side];
      keys.push(`cell:${change.r}:${change.c}`, `row:${change.r}`, `col:${change.c}`);
    }
    this.touch(keys);
  }

  /**
   * Somebody else has saved: cells untouched here take the other text. Those that both changed, each differently, stay and are
   * returned with the other text.
   */
  follow(theirs: string[][]): (Place & { text: string })[] {
    const disputed: (Place & { text: string })[] = [];
    const taken: Change[] = [];
    theirs.forEach((row, r) => {
      row.forEach((text, c) => {
        const mine = this.text({ r, c });
        const base = this.saved[r]?.[c] ?? "";
        if (text === mine || text === base) return;
        if (mine === base) taken.push({ r, c, before: mine, after: text });
        else disputed.push({ r, c, text });
      });
    });
    this.apply(taken, "after");
    this.markSaved(theirs);
    return disputed;
  }

  /** What was sent is now the last save; edits made meanwhile stay changes. */
  markSaved(sent: string[][]): void {
    if (this.reference === this.saved) this.reference = sent;
    this.saved = sent;
    this.touchAll();
  }

  compareWith(reference: string[][] | null): void {
    this.reference = reference;
    this.touchAll();
  }

  private touchAll(): void {
    this.touch([...this.views.keys(), "status", "bar"]);
  }

  copyTexts(): string[][] {
    return this.texts.map((row) => [...row]);
  }

  /** The table as the server keeps it: only what is not blank. */
  cells(): Record<string, Record<string, string>> {
    const cells: Record<string, Record<string, string>> = {};
    this.regions.forEach((region, r) => {
      const row: Record<string, string> = {};
      this.columns.forEach((column, c) => {
        const text = this.text({ r, c });
        if (text !== "") row[column.code] = text;
      });
      cells[region.code] = row;
    });
    return cells;
  }
}

export function signed(number: number): string {
  return number > 0 ? `+${number}` : `\u2212${Math.abs(number)}`;
}
