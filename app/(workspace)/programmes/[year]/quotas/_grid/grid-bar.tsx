"use client";

import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { suggestWholeNumber } from "@/lib/kernel/whole-number";
import { useGrid } from "./cells";
import { kindWord } from "./fill-dialog";
import { seatsOf } from "./grid-store";
import { fill } from "./words";

type Props = { onRepair: (text: string) => void };

/** What stands in the active cell, what is wrong with it and how it could be mended. */
export function GridBar({ onRepair }: Props) {
  const { store, weights, words, historyOf } = useGrid();
  const read = () =>
    store.view("bar", () => {
      const { r, c } = store.active;
      const text = store.text(store.active);
      return {
        region: store.regions[r]?.name ?? "",
        column: store.columns[c],
        text,
        saved: store.saved[r]?.[c] ?? "",
        invalid: seatsOf(text) === null,
        over: Math.max(0, -store.column(c).left),
        locked: store.locked(store.active),
        // A cell without seats has no account, so nothing has moved.
        history: store.locked(store.active) && seatsOf(text) ? historyOf(r, c) : null,
        lastYear: weights.lastYear(r, c),
        suggestion: weights.suggestion(r, c),
      };
    });
  const view = useSyncExternalStore(store.subscribe("bar"), read, read);
  const offer = view.invalid ? suggestWholeNumber(view.text, 9999) : null;
  return (
    <div
      id="grid-bar"
      className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 border border-b-0 border-line-strong bg-surface px-3 py-1"
    >
      <span className="font-bold">
        {view.region} <span aria-hidden="true">×</span>
        <span className="sr-only">{words.times}</span> {view.column?.code} {view.column?.name}
      </span>
      <span
        className={
          view.invalid
            ? "min-w-16 rounded-control border-2 border-bad px-2 font-bold"
            : "min-w-16 rounded-control border border-control px-2"
        }
      >
        {view.text || "—"}
      </span>
      {view.invalid ? (
        <span className="flex items-center gap-1.5 font-bold text-bad">
          <Icon name="alert" size={14} />
          {words.notWhole}
        </span>
      ) : null}
      {view.over > 0 ? (
        <span className="flex items-center gap-1.5 font-bold text-bad">
          <Icon name="alert" size={14} />
          {fill(words.overPlan, { count: view.over })}
        </span>
      ) : null}
      {offer !== null ? (
        <Button type="button" size="small" tone="primary" onClick={() => onRepair(String(offer))}>
          {fill(words.changeTo, { value: offer })}
        </Button>
      ) : null}
      {view.text !== view.saved && !view.locked ? (
        <Button type="button" size="small" onClick={() => onRepair(view.saved)}>
          {words.restore}
        </Button>
      ) : null}
      <span className="ml-auto flex flex-wrap gap-x-4 text-13 text-ink-2">
        {view.locked ? <span>{words.issued}</span> : null}
        {view.history ? (
          <a href={view.history} className="link">
            {words.history}
          </a>
        ) : null}
        <span>
          {words.lastSave} <b className="text-ink">{view.saved || "—"}</b>
        </span>
        {view.lastYear === null ? null : (
          <span>
            {words.lastYear} <b className="text-ink">{view.lastYear}</b>
          </span>
        )}
        {view.suggestion === null || view.locked ? null : (
          <span>
            {fill(words.suggested, { weights: kindWord(words, weights.kind) })}{" "}
            <b className="text-ink">{view.suggestion}</b>
          </span>
        )}
        <span>
          {words.columnPlan} <b className="text-ink">{view.column?.plan}</b>
        </span>
      </span>
    </div>
  );
}
