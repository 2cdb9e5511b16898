"use client";

import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { parseWholeNumber } from "@/lib/kernel/whole-number";
import { useGrid } from "./cells";
import type { GridStore, Place } from "./grid-store";
import { type MovePlan, type MoveRequest, planMove } from "./move";
import { fill, type GridWords } from "./words";

type Props = { onApply: (cells: (Place & { text: string })[]) => void };

/** Moves seats of one sub-project between two regions, as one step. */
export function MoveTool({ onApply }: Props) {
  const { words } = useGrid();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="button" icon="swap" onClick={() => setOpen(true)} aria-haspopup="dialog">
        {words.moveOpen}
      </Button>
      {open ? <MoveDialog onApply={onApply} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function MoveDialog({ onApply, onClose }: Props & { onClose: () => void }) {
  const { store, words } = useGrid();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [request, setRequest] = useState<MoveRequest>(() => startOf(store));
  useEffect(() => dialog.current?.showModal(), []);
  const plan = planMove(store, request);
  const regions = store.regions.map(({ code, name }, r) => ({ value: String(r), label: `${code} ${name}` }));
  const columns = store.columns.flatMap(({ code, name, locked }, c) =>
    locked ? [] : [{ value: String(c), label: `${code} ${name}` }],
  );

  return (
    <dialog
      ref={dialog}
      aria-labelledby={title}
      onClose={onClose}
      className="m-auto w-[34rem] max-w-full rounded-panel border border-line-strong bg-raised p-5 text-ink shadow-float backdrop:bg-ink/40"
    >
      <h2 id={title} className="text-17 font-bold">
        {words.moveTitle}
      </h2>
      <form
        className="mt-3 grid gap-4"
        onChange={(event) => {
          const form = new FormData(event.currentTarget);
          const seats = parseWholeNumber(String(form.get("seats") ?? ""), 9999);
          setRequest({
            from: Number(form.get("from")),
            to: Number(form.get("to")),
            c: Number(form.get("c")),
            seats,
          });
        }}
        onSubmit={(event) => {
          event.preventDefault();
          if (plan.refusal) return;
          dialog.current?.close();
          onApply(plan.cells);
        }}
      >
        <SelectField
          id="move-column"
          name="c"
          label={words.subProject}
          options={columns}
          defaultValue={String(request.c)}
        />
        <div className="grid gap-4 sm:grid-cols-[1fr_1fr_6rem]">
          <SelectField
            id="move-from"
            name="from"
            label={words.moveFrom}
            options={regions}
            defaultValue={String(request.from)}
          />
          <SelectField
            id="move-to"
            name="to"
            label={words.moveTo}
            options={regions}
            defaultValue={String(request.to)}
          />
          <TextField
            id="move-seats"
            name="seats"
            label={words.moveSeats}
            inputMode="numeric"
            autoComplete="off"
            defaultValue=""
          />
        </div>
        <p role="status" className={plan.refusal ? "min-h-6 text-ink-2" : "min-h-6 font-bold"}>
          {preview(store, words, request, plan)}
        </p>
        <div className="flex gap-3">
          <Button tone="primary" aria-disabled={plan.refusal !== null}>
            {words.moveApply}
          </Button>
          <Button type="button" onClick={() => dialog.current?.close()}>
            {words.cancel}
          </Button>
        </div>
      </form>
    </dialog>
  );
}

/** Out of the active cell; a selection of two rows names both regions. */
function startOf(store: GridStore): MoveRequest {
  const { active, anchor } = store;
  const open = store.columns.findIndex((column) => !column.locked);
  const other = anchor.r === active.r ? (active.r === 0 ? 1 : 0) : active.r;
  return { from: anchor.r, to: other, c: store.locked(active) ? Math.max(0, open) : active.c, seats: null };
}

function preview(store: GridStore, words: GridWords, { from, to, c }: MoveRequest, plan: MovePlan): string {
  const names = {
    code: store.columns[c]?.code ?? "",
    from: store.regions[from]?.name ?? "",
    to: store.regions[to]?.name ?? "",
    held: plan.before.from ?? 0,
    got: plan.before.to ?? 0,
  };
  switch (plan.refusal) {
    case "issued":
      return words.issued;
    case "same-region":
      return words.moveSame;
    case "not-whole":
      return fill(words.moveNotWhole, names);
    case "seats-missing":
      return fill(words.moveMissing, names);
    case "too-few":
      return fill(words.moveTooFew, names);
    case "too-many":
      return words.notWhole;
    case null: {
      const [less, more] = plan.cells.map((cell) => cell.text);
      return fill(words.movePlan, { ...names, less: less ?? "", more: more ?? "" });
    }
  }
}
