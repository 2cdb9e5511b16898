import type { KeyboardEvent } from "react";
import type { GridStore, Place } from "./grid-store";

const PAGE = 10;

/** Where a key leads from the active cell; null for a key that does not move. */
export function target(store: GridStore, event: KeyboardEvent): Place | null {
  const { r, c } = store.active;
  const lastRow = store.regions.length - 1;
  const lastColumn = store.columns.length - 1;
  const jump = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case "ArrowUp":
      return { r: jump ? 0 : r - 1, c };
    case "ArrowDown":
      return { r: jump ? lastRow : r + 1, c };
    case "ArrowLeft":
      return { r, c: jump ? 0 : c - 1 };
    case "ArrowRight":
      return { r, c: jump ? lastColumn : c + 1 };
    case "Home":
      return { r: jump ? 0 : r, c: 0 };
    case "End":
      return { r: jump ? lastRow : r, c: lastColumn };
    case "PageUp":
      return { r: r - PAGE, c };
    case "PageDown":
      return { r: r + PAGE, c };
    default:
      return null;
  }
}

/** The selected block with its first row or column in every other one. */
export function filled(store: GridStore, direction: "down" | "right"): (Place & { text: string })[] {
  const { top, bottom, left, right } = store.range;
  const cells: (Place & { text: string })[] = [];
  for (let r = top; r <= bottom; r++)
    for (let c = left; c <= right; c++) {
      const source = direction === "down" ? { r: top, c } : { r, c: left };
      cells.push({ r, c, text: store.text(source) });
    }
  return cells;
}

export function selectedCells(store: GridStore, text: string): (Place & { text: string })[] {
  const { top, bottom, left, right } = store.range;
  const cells: (Place & { text: string })[] = [];
  for (let r = top; r <= bottom; r++) for (let c = left; c <= right; c++) cells.push({ r, c, text });
  return cells;
}

export function nextProblem(store: GridStore, direction: 1 | -1): Place | null {
  const places = store.problems();
  if (places.length === 0) return null;
  const at = places.findIndex((place) => place.r === store.active.r && place.c === store.active.c);
  const next =
    at < 0 ? (direction === 1 ? 0 : places.length - 1) : (at + direction + places.length) % places.length;
  return places[next] ?? null;
}
