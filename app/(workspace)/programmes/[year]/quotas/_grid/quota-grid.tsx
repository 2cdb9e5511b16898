"use client";

import {
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  useMemo,
  useRef,
  useState,
} from "react";
import { parseWholeNumber } from "@/lib/kernel/whole-number";
import {
  Cell,
  ColumnHead,
  ColumnLeft,
  ColumnSum,
  type Edge,
  GridContext,
  GridTotals,
  RowEnd,
  RowHead,
} from "./cells";
import { GridBar } from "./grid-bar";
import type { GridStore, Place } from "./grid-store";
import { GridTools } from "./grid-tools";
import { filled, nextProblem, selectedCells, target } from "./keyboard";
import { copyTable, type PastePlan, planPaste } from "./paste";
import { PasteDialog } from "./paste-dialog";
import type { Weights } from "./weights";
import { fill, type GridWords } from "./words";

export type Band = { key: string; name: string; span: number; tone: "a" | "b" | "c" };
type Props = {
  store: GridStore;
  weights: Weights;
  words: GridWords;
  categories: Band[];
  projects: Band[];
  edges: Edge[];
  /** Names of sub-projects run downwards in Chinese; in English the codes alone stand there. */
  vertical: boolean;
  draftNumber: number | null;
  draftTexts: string[][] | null;
  draftsAddress: string;
  historyOf: (r: number, c: number) => string;
};

const tones = { a: "border-t-cat-a", b: "border-t-cat-b", c: "border-t-cat-c" };

export const QuotaGrid = memo(function QuotaGrid({
  store,
  weights,
  words,
  categories,
  projects,
  edges,
  vertical,
  draftNumber,
  draftTexts,
  draftsAddress,
  historyOf,
}: Props) {
  const region = useRef<HTMLTableElement>(null);
  const spoken = useRef<HTMLParagraphElement>(null);
  const lastSpoken = useRef(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const [pasted, setPasted] = useState("");

  function focusActive() {
    const { r, c } = store.active;
    region.current?.tBodies[0]?.rows[r]?.cells[c + 1]?.focus();
  }
  /** The consequence of an edit, at most once a second. */
  function announce(text: string) {
    const wait = Math.max(0, lastSpoken.current + 1000 - Date.now());
    lastSpoken.current = Date.now() + wait;
    setTimeout(() => {
      if (spoken.current) spoken.current.textContent = text;
    }, wait);
  }
  function sayColumn() {
    const { c } = store.active;
    const { sum, left } = store.column(c);
    const state = left < 0 ? fill(words.over, { count: -left }) : fill(words.leftOver, { count: left });
    announce(
      `${fill(words.sumOfColumn, { code: store.columns[c]?.code ?? "", sum })} ${left === 0 ? words.complete : state}`,
    );
  }
  function write(cells: (Place & { text: string })[]) {
    store.write(cells.map((cell) => ({ ...cell, text: tidy(cell.text) })));
    sayColumn();
  }
  function commit(text: string, step: Place) {
    if (!store.editing) return;
    store.stopEditing();
    if (Number.isNaN(step.r)) return focusActive();
    write([{ ...store.active, text }]);
    if (step.r === 0 && step.c === 0) return;
    store.move({ r: store.active.r + step.r, c: store.active.c + step.c });
    focusActive();
  }
  function go(place: Place | null, extend = false) {
    if (!place) return;
    store.move(place, extend);
    focusActive();
  }
  function replay(step: "undo" | "redo") {
    if (step === "undo") store.undo();
    else store.redo();
    sayColumn();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (store.editing) return;
    const place = event.altKey ? null : target(store, event);
    if (place) go(place, event.shiftKey);
    else if (!shortcut(event)) return;
    event.preventDefault();
  }
  function shortcut(event: KeyboardEvent): boolean {
    const { r, c } = store.active;
    const control = event.ctrlKey || event.metaKey;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.altKey && (name === "ArrowUp" || name === "ArrowDown"))
      go(nextProblem(store, name === "ArrowDown" ? 1 : -1));
    else if (event.altKey && name === "t")
      announce(
        `${fill(words.sumOfRow, { name: store.regions[r]?.name ?? "", sum: store.row(r).sum })} ${fill(words.sumOfColumn, { code: store.columns[c]?.code ?? "", sum: store.column(c).sum })}`,
      );
    else if (control && name === "z") replay(event.shiftKey ? "redo" : "undo");
    else if (control && name === "y") replay("redo");
    else if (control && name === "d") write(filled(store, "down"));
    else if (control && name === "r") write(filled(store, "right"));
    else if (control && name === " ") store.select({ r: 0, c }, { r: store.regions.length - 1, c });
    else if (event.shiftKey && name === " ") store.select({ r, c: 0 }, { r, c: store.columns.length - 1 });
    else if (control || event.altKey) return false;
    else if (name === "F2") store.edit(store.text(store.active));
    else if (name === "Enter") go({ r: r + (event.shiftKey ? -1 : 1), c });
    else if (name === "Delete" || name === "Backspace") write(selectedCells(store, "0"));
    else if (/^[\d\uff10-\uff19]$/.test(event.key)) store.edit(event.key);
    else return false;
    return true;
  }
  function placeOf(event: MouseEvent): Place | null {
    const cell = event.target instanceof Element ? event.target.closest("[data-cell]") : null;
    const [r, c] = (cell?.getAttribute("data-cell") ?? "").split(":").map(Number);
    return r === undefined || c === undefined || Number.isNaN(r) ? null : { r, c };
  }
  function onMouseDown(event: MouseEvent) {
    const place = placeOf(event);
    if (!place || (store.editing && place.r === store.active.r && place.c === store.active.c)) return;
    go(place, event.shiftKey);
  }
  function onCopy(event: ClipboardEvent) {
    if (store.editing) return;
    event.clipboardData.setData("text/plain", copyTable(store));
    event.preventDefault();
    if (event.type === "cut") write(selectedCells(store, "0"));
  }
  function onPaste(event: ClipboardEvent) {
    if (store.editing) return;
    const text = event.clipboardData.getData("text/plain");
    event.preventDefault();
    if (/[\t\n]/.test(text.trim())) openPaste(text);
    else apply(planPaste(store, text));
  }
  function openPaste(text: string) {
    setPasted(text);
    dialog.current?.showModal();
  }
  function apply(plan: PastePlan) {
    write(plan.cells);
    focusActive();
  }

  // The handlers read the store, which never changes; only what they are made of matters to the cells.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const shared = useMemo(
    () => ({ store, weights, words, historyOf, commit }),
    [store, weights, words, historyOf],
  );
  const count = store.columns.length;
  return (
    <GridContext value={shared}>
      <GridTools
        onUndo={() => replay("undo")}
        onRedo={() => replay("redo")}
        onPaste={() => openPaste("")}
        onFill={(cells) => {
          write(cells);
          focusActive();
        }}
        onProblem={(direction) => go(nextProblem(store, direction))}
        draftNumber={draftNumber}
        draftTexts={draftTexts}
        draftsAddress={draftsAddress}
      />
      <GridBar
        onRepair={(text) =>
          apply({ cells: [{ ...store.active, text }], changed: 1, invalid: 0, unmatched: [] })
        }
      />
      <section
        aria-label={words.caption}
        className="min-h-0 flex-1 overflow-auto border border-line-strong [contain:layout_paint] max-lg:max-h-[70vh]"
      >
        <table
          ref={region}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is edited is a grid, and stays a table
          role="grid"
          aria-label={words.caption}
          aria-rowcount={store.regions.length + 6}
          aria-colcount={count + 3}
          aria-multiselectable="true"
          onKeyDown={onKeyDown}
          onMouseDown={onMouseDown}
          onDoubleClick={() => store.edit(store.text(store.active))}
          onCopy={onCopy}
          onCut={onCopy}
          onPaste={onPaste}
          className="w-full min-w-[72rem] table-fixed border-separate border-spacing-0 text-14"
        >
          <colgroup>
            <col className={vertical ? "w-24" : "w-36"} />
            {store.columns.map((column) => (
              <col key={column.code} />
            ))}
            <col className="w-16" />
            <col className="w-14" />
          </colgroup>
          <thead className="sticky top-0 z-20">
            <tr aria-rowindex={1}>
              <td rowSpan={2} className="max-xl:sticky max-xl:left-0 max-xl:z-30 bg-surface" />
              {categories.map((band) => (
                <th
                  key={band.key}
                  scope="colgroup"
                  colSpan={band.span}
                  className={`border-t-2 border-b border-b-line overflow-hidden border-l border-l-control bg-canvas text-13 text-ellipsis whitespace-nowrap ${tones[band.tone]}`}
                >
                  {band.name}
                </th>
              ))}
              <td
                colSpan={2}
                rowSpan={2}
                className="max-xl:sticky max-xl:right-0 max-xl:z-30 border-l border-l-control bg-canvas"
              />
            </tr>
            <tr aria-rowindex={2}>
              {projects.map((band) => (
                <th
                  key={band.key}
                  scope="colgroup"
                  colSpan={band.span}
                  className="overflow-hidden border-b border-l border-b-line border-l-line-strong bg-surface text-12 font-normal text-ellipsis whitespace-nowrap text-ink-2"
                >
                  {band.name}
                </th>
              ))}
            </tr>
            <tr aria-rowindex={3}>
              <th
                scope="col"
                className="max-xl:sticky max-xl:left-0 max-xl:z-30 border-b border-line-strong bg-surface px-2 text-left align-bottom"
              >
                {words.region}
              </th>
              {store.columns.map((column, c) => (
                <ColumnHead key={column.code} c={c} edge={edges[c] ?? "none"} vertical={vertical} />
              ))}
              <th
                scope="col"
                className="max-xl:sticky max-xl:right-14 max-xl:z-30 border-b border-l border-line-strong border-l-control bg-canvas px-2 text-right align-bottom"
              >
                {words.total}
              </th>
              <th
                scope="col"
                className="max-xl:sticky max-xl:right-0 max-xl:z-30 border-b border-line-strong bg-canvas px-1 text-right align-bottom text-13 font-normal"
              >
                {words.difference}
              </th>
            </tr>
          </thead>
          <tbody>
            {store.regions.map((row, r) => (
              // A stacking context with a layer in it is painted from its record when nothing in the row has changed.
              <tr key={row.code} aria-rowindex={r + 4} className="relative isolate h-6">
                <RowHead r={r} />
                {store.columns.map((column, c) => (
                  <Cell key={column.code} r={r} c={c} edge={edges[c] ?? "none"} />
                ))}
                <RowEnd r={r} />
              </tr>
            ))}
          </tbody>
          <tfoot className="sticky bottom-0 z-20">
            <tr aria-rowindex={store.regions.length + 4}>
              <th
                scope="row"
                className="max-xl:sticky max-xl:left-0 max-xl:z-30 border-t border-line-strong bg-canvas px-2 text-left font-normal"
              >
                {words.plan}
              </th>
              {store.columns.map((column, c) => (
                <td
                  key={column.code}
                  aria-colindex={c + 2}
                  className="border-t border-line-strong bg-canvas px-1.5 text-right"
                >
                  {column.plan}
                </td>
              ))}
              <GridTotals kind="plan" />
            </tr>
            <tr aria-rowindex={store.regions.length + 5}>
              <th
                scope="row"
                className="max-xl:sticky max-xl:left-0 max-xl:z-30 bg-canvas px-2 text-left font-bold"
              >
                {words.allocated}
              </th>
              {store.columns.map((column, c) => (
                <ColumnSum key={column.code} c={c} edge={edges[c] ?? "none"} />
              ))}
              <GridTotals kind="sum" />
            </tr>
            <tr aria-rowindex={store.regions.length + 6}>
              <th
                scope="row"
                className="max-xl:sticky max-xl:left-0 max-xl:z-30 bg-canvas px-2 text-left font-normal"
              >
                {words.left}
              </th>
              {store.columns.map((column, c) => (
                <ColumnLeft key={column.code} c={c} edge={edges[c] ?? "none"} />
              ))}
              <GridTotals kind="left" />
            </tr>
          </tfoot>
        </table>
      </section>
      <p ref={spoken} aria-live="polite" className="sr-only" />
      <PasteDialog dialog={dialog} text={pasted} onText={setPasted} onApply={apply} />
    </GridContext>
  );
});

/** A whole number in its plain form; any other text as it was typed. */
function tidy(text: string): string {
  const value = parseWholeNumber(text, 9999);
  return value === null ? text.trim() : String(value);
}
