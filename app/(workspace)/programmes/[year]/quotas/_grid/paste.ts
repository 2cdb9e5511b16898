import { type GridStore, type Place, seatsOf } from "./grid-store";

export type PastePlan = {
  cells: (Place & { text: string })[];
  changed: number;
  invalid: number;
  unmatched: string[];
};

/** Text from a spreadsheet: tabs between cells, quotes around cells with line breaks. */
export function parseTable(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === "\t" || sign === "\n") {
      rows.at(-1)?.push(cell.trim());
      cell = "";
      if (sign === "\n") rows.push([]);
    } else cell += sign;
  }
  rows.at(-1)?.push(cell.trim());
  return rows.filter((row) => row.some((value) => value !== ""));
}

/**
 * What a paste would change. A block that carries region names or codes in a column, or sub-project codes in a row, is matched
 * by them; any other starts at the active cell. Blanks leave what is there.
 */
export function planPaste(store: GridStore, text: string): PastePlan {
  const rows = parseTable(text);
  const codes = new Map(store.columns.map((column, c) => [column.code.toUpperCase(), c]));
  const headRow = rows.findIndex((row) => row.some((value) => codes.has(value.toUpperCase())));
  const head = headRow < 0 ? null : (rows[headRow] ?? []).map((value) => codes.get(value.toUpperCase()));
  const body = rows.slice(headRow + 1);
  const nameColumn = regionColumn(store, body, head !== null);
  const regionAt = (value: string) => regionIndex(store, value);
  const unmatched: string[] = [];
  const cells: PastePlan["cells"] = [];
  body.forEach((row, index) => {
    const r = nameColumn < 0 ? store.active.r + index : regionAt(row[nameColumn] ?? "");
    if (r === undefined || r >= store.regions.length) {
      unmatched.push(row[Math.max(nameColumn, 0)] ?? "");
      return;
    }
    row.forEach((value, at) => {
      if (value === "" || at <= nameColumn) return;
      const c = head ? head[at] : store.active.c + at - (nameColumn + 1);
      if (c === undefined || c >= store.columns.length || store.locked({ r, c })) return;
      if (store.text({ r, c }) !== value) cells.push({ r, c, text: value });
    });
  });
  return {
    cells,
    changed: cells.length,
    invalid: cells.filter((cell) => seatsOf(cell.text) === null).length,
    unmatched,
  };
}

export function regionIndex(store: GridStore, value: string): number | undefined {
  const found = store.regions.findIndex(
    (region) =>
      region.code === value ||
      (value.length > 1 && (value.startsWith(region.name) || region.name.startsWith(value))),
  );
  return found < 0 ? undefined : found;
}

/** The column that names regions; plain numbers count as region codes only beneath sub-project codes. Less than 0: none does. */
function regionColumn(store: GridStore, body: string[][], headed: boolean): number {
  const names = (column: number, codes: boolean) =>
    body.filter((row) => {
      const value = row[column] ?? "";
      return (codes || !/^\d*$/.test(value)) && regionIndex(store, value) !== undefined;
    }).length *
      2 >=
    Math.max(body.length, 1);
  const byName = [0, 1, 2].findIndex((column) => names(column, false));
  return byName < 0 && headed && names(0, true) ? 0 : byName;
}

/** The selected block with its headings, for a spreadsheet. */
export function copyTable(store: GridStore): string {
  const { top, bottom, left, right } = store.range;
  if (top === bottom && left === right) return store.text(store.active);
  const columns = store.columns.slice(left, right + 1).map((column) => column.code);
  const rows = store.regions
    .slice(top, bottom + 1)
    .map((region, at) => [region.name, ...(store.texts[top + at]?.slice(left, right + 1) ?? [])]);
  return [["", ...columns], ...rows].map((row) => row.join("\t")).join("\n");
}
