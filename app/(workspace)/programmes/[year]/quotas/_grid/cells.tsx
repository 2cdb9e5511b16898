"use client";

import { createContext, memo, use, useSyncExternalStore } from "react";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icon";
import { type GridStore, signed } from "./grid-store";
import type { Weights } from "./weights";
import { fill, type GridWords } from "./words";

type Shared = {
  store: GridStore;
  weights: Weights;
  words: GridWords;
  /** The page with every movement of an issued cell. */
  historyOf: (r: number, c: number) => string;
  commit: (text: string, step: { r: number; c: number }) => void;
};
export const GridContext = createContext<Shared | null>(null);

export function useGrid(): Shared {
  const shared = use(GridContext);
  if (!shared) throw new Error("a cell stands in its grid");
  return shared;
}

/** Renders only for another answer: one that is no object is compared by what it says. */
export function useView<View>(key: string, read: () => View): View {
  const { store } = useGrid();
  return useSyncExternalStore(store.subscribe(key), read, read);
}

/** The first column of a project carries a line, that of a category a stronger one. */
export type Edge = "none" | "project" | "category";
const edges: Record<Edge, string> = {
  none: "",
  project: "border-l border-l-line-strong",
  category: "border-l border-l-control",
};

export const Cell = memo(function Cell({ r, c, edge }: { r: number; c: number; edge: Edge }) {
  const { store } = useGrid();
  const view = useView(`cell:${r}:${c}`, () => store.cell(r, c));
  const locked = store.columns[c]?.locked;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a td of a table with role grid is a gridcell
    <td
      aria-colindex={c + 2}
      data-cell={`${r}:${c}`}
      tabIndex={view.active ? 0 : -1}
      aria-invalid={view.invalid || undefined}
      aria-selected={view.selected || view.active}
      aria-readonly={locked || undefined}
      aria-describedby={view.active ? "grid-bar" : undefined}
      className={cx(
        "scroll-mt-44 scroll-mr-36 scroll-mb-20 scroll-ml-24 border-b border-line px-1.5 text-right outline-none",
        // Only where something is placed inside: each positioned cell is a layer to paint.
        (view.difference || view.editing) && "relative",
        edges[edge],
        locked && "bg-canvas text-ink-2",
        view.difference && "bg-grid-change font-bold",
        view.selected && "bg-brand-soft",
        view.invalid && "bg-bad-bg font-bold text-bad shadow-[inset_0_0_0_1px_var(--bad)]",
        view.active && "shadow-[inset_0_0_0_2px_var(--focus)]",
        view.active && view.invalid && "shadow-[inset_0_0_0_2px_var(--bad)]",
      )}
    >
      {view.editing ? (
        <CellEditor
          initial={store.editing?.text ?? ""}
          label={`${store.regions[r]?.name} ${store.columns[c]?.code}`}
        />
      ) : (
        <>
          {view.difference ? (
            <>
              <span aria-hidden="true" className="absolute top-0 left-1 text-11 font-normal text-ink-2">
                {view.difference}
              </span>
              <span
                aria-hidden="true"
                className="absolute top-0 right-0 size-0 border-t-[6px] border-l-[6px] border-t-brand border-l-transparent"
              />
            </>
          ) : null}
          {view.text}
        </>
      )}
    </td>
  );
});

function CellEditor({ initial, label }: { initial: string; label: string }) {
  const { commit } = useGrid();
  return (
    <input
      aria-label={label}
      defaultValue={initial}
      ref={(input) => {
        input?.focus();
        input?.setSelectionRange(input.value.length, input.value.length);
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        const input = event.currentTarget;
        if (event.key === "Escape") commit("", { r: NaN, c: NaN });
        else if (event.key === "Enter") commit(input.value, { r: event.shiftKey ? -1 : 1, c: 0 });
        else if (event.key === "Tab") commit(input.value, { r: 0, c: event.shiftKey ? -1 : 1 });
        else return;
        event.preventDefault();
      }}
      onBlur={(event) => commit(event.currentTarget.value, { r: 0, c: 0 })}
      className="absolute inset-0 w-full bg-surface px-1.5 text-right outline-2 -outline-offset-2 outline-focus"
    />
  );
}

export const RowHead = memo(function RowHead({ r }: { r: number }) {
  const { store } = useGrid();
  const active = useView(`row:${r}`, () => store.row(r).active);
  const region = store.regions[r];
  return (
    <th
      scope="row"
      aria-colindex={1}
      className={cx(
        "relative max-xl:sticky max-xl:left-0 max-xl:z-10 border-b border-line px-2 text-left font-normal whitespace-nowrap",
        active ? "bg-brand-soft font-bold" : "bg-surface",
      )}
    >
      <span className="mr-2 text-11 text-ink-3">{region?.code}</span>
      {region?.name}
    </th>
  );
});

export const RowEnd = memo(function RowEnd({ r }: { r: number }) {
  const { store } = useGrid();
  const row = useView(`row:${r}`, () => store.row(r));
  const count = store.columns.length;
  return (
    <>
      <td
        aria-colindex={count + 2}
        className="max-xl:sticky max-xl:right-14 max-xl:z-10 border-b border-l border-line border-l-control bg-canvas px-2 text-right font-bold"
      >
        {row.sum}
        {row.invalid > 0 ? <sup>*</sup> : null}
      </td>
      <td
        aria-colindex={count + 3}
        className="max-xl:sticky max-xl:right-0 max-xl:z-10 border-b border-line bg-canvas px-2 text-right text-ink-2"
      >
        {row.difference === 0 ? "" : signed(row.difference)}
      </td>
    </>
  );
});

export const ColumnHead = memo(function ColumnHead({
  c,
  edge,
  vertical,
}: {
  c: number;
  edge: Edge;
  vertical: boolean;
}) {
  const { store, words } = useGrid();
  const active = useView(`col:${c}`, () => store.column(c).active);
  const column = store.columns[c];
  return (
    <th
      scope="col"
      aria-colindex={c + 2}
      aria-label={`${column?.code} ${column?.name}`}
      title={column?.name}
      className={cx(
        "border-b border-line-strong px-0.5 pt-2 align-top font-normal",
        edges[edge],
        active ? "bg-brand-soft" : "bg-surface",
      )}
    >
      <span className={cx("flex flex-col items-center justify-between", vertical && "h-32")}>
        {vertical ? (
          <span className="max-h-28 overflow-hidden leading-4 [writing-mode:vertical-rl] [text-orientation:upright]">
            {column?.name}
          </span>
        ) : null}
        <span className="text-11 text-ink-2">
          {column?.locked ? <span title={words.issued}>✓</span> : null}
          {column?.code}
        </span>
      </span>
    </th>
  );
});

export const ColumnSum = memo(function ColumnSum({ c, edge }: { c: number; edge: Edge }) {
  const { store } = useGrid();
  const view = useView(`col:${c}`, () => store.column(c));
  return (
    <td aria-colindex={c + 2} className={cx("bg-canvas px-1.5 text-right font-bold", edges[edge])}>
      {view.sum}
      {view.invalid > 0 ? <sup>*</sup> : null}
    </td>
  );
});

export const ColumnLeft = memo(function ColumnLeft({ c, edge }: { c: number; edge: Edge }) {
  const { store, words } = useGrid();
  const view = useView(`col:${c}`, () => store.column(c));
  const [text, look, icon] =
    view.invalid > 0
      ? ([words.toMend, "bg-bad-bg text-bad", "alert"] as const)
      : view.left < 0
        ? ([fill(words.over, { count: -view.left }), "bg-bad-bg text-bad font-bold", "alert"] as const)
        : view.left > 0
          ? ([fill(words.leftOver, { count: view.left }), "bg-todo-bg text-todo font-bold", "ring"] as const)
          : ([words.complete, "bg-canvas text-ok", "check"] as const);
  return (
    <td aria-colindex={c + 2} className={cx("px-0.5 text-center text-12", look, edges[edge])}>
      <span className="inline-flex items-center gap-0.5 whitespace-nowrap">
        <Icon name={icon} size={11} />
        {icon === "check" ? <span className="sr-only">{text}</span> : text}
      </span>
    </td>
  );
});

export function GridTotals({ kind }: { kind: "plan" | "sum" | "left" }) {
  const { store } = useGrid();
  const seats = useView("status", () => store.status().seats);
  const plan = store.columns.reduce((sum, column) => sum + column.plan, 0);
  const value = kind === "plan" ? plan : kind === "sum" ? seats : plan - seats;
  const count = store.columns.length;
  return (
    <>
      <td
        aria-colindex={count + 2}
        className="max-xl:sticky max-xl:right-14 max-xl:z-10 border-l border-l-control bg-canvas px-2 text-right font-bold"
      >
        {value}
      </td>
      <td aria-colindex={count + 3} className="max-xl:sticky max-xl:right-0 max-xl:z-10 bg-canvas" />
    </>
  );
}
