"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/state-face";
import { useGrid, useView } from "./cells";
import { FillTool } from "./fill-dialog";
import type { Place } from "./grid-store";
import { MoveTool } from "./move-dialog";
import { fill } from "./words";

type Props = {
  onUndo: () => void;
  onRedo: () => void;
  onPaste: () => void;
  onFill: (cells: (Place & { text: string })[]) => void;
  onProblem: (direction: 1 | -1) => void;
  draftNumber: number | null;
  draftTexts: string[][] | null;
  draftsAddress: string;
};
type Reference = "none" | "saved" | "draft" | "last-year";

export function GridTools({
  onUndo,
  onRedo,
  onPaste,
  onFill,
  onProblem,
  draftNumber,
  draftTexts,
  draftsAddress,
}: Props) {
  const { store, weights, words } = useGrid();
  const [reference, setReference] = useState<Reference>(
    draftTexts && store.reference === draftTexts ? "draft" : "saved",
  );
  const choices = [
    ["none", words.compareNone],
    ["saved", words.compareSaved],
    ...(draftTexts ? ([["draft", fill(words.compareDraft, { number: draftNumber ?? 0 })]] as const) : []),
    ...(weights.hasLastYear ? ([["last-year", words.compareLastYear]] as const) : []),
  ] as const;
  function compare(with_: Reference) {
    setReference(with_);
    const texts = {
      none: () => null,
      saved: () => store.saved,
      draft: () => draftTexts,
      "last-year": () => weights.lastYearTexts(),
    };
    store.compareWith(texts[with_]());
  }
  return (
    <div className="flex flex-wrap items-center gap-2 py-2">
      <UndoRedo onUndo={onUndo} onRedo={onRedo} />
      <Button type="button" icon="paste" onClick={onPaste}>
        {words.paste}
      </Button>
      <FillTool onApply={onFill} />
      <MoveTool onApply={onFill} />
      <fieldset className="flex items-center gap-2">
        <legend className="sr-only">{words.compare}</legend>
        <span aria-hidden="true" className="text-13 text-ink-2">
          {words.compare}
        </span>
        {choices.map(([value, label]) => (
          <label key={value} className="flex min-h-8 items-center gap-1.5 text-13">
            <input
              type="radio"
              name="compare"
              value={value}
              checked={reference === value}
              onChange={() => compare(value)}
            />
            {label}
          </label>
        ))}
        <a href={draftsAddress} className="link text-13">
          {words.allDrafts}
        </a>
      </fieldset>
      <Problems onProblem={onProblem} />
    </div>
  );
}

/** These follow every edit, and so stand apart from what does not. */
function UndoRedo({ onUndo, onRedo }: Pick<Props, "onUndo" | "onRedo">) {
  const { store, words } = useGrid();
  const canUndo = useView("status", () => store.status().canUndo);
  const canRedo = useView("status", () => store.status().canRedo);
  return (
    <>
      <Button type="button" icon="undo" onClick={onUndo} aria-disabled={!canUndo}>
        {words.undo}
      </Button>
      <Button type="button" icon="redo" onClick={onRedo} aria-disabled={!canRedo}>
        {words.redo}
      </Button>
    </>
  );
}

function Problems({ onProblem }: Pick<Props, "onProblem">) {
  const { store, words } = useGrid();
  const problems = useView("status", () => store.status().problems);
  return (
    <span className="ml-auto flex items-center gap-2">
      {problems > 0 ? (
        <>
          <Tag face="bad">{fill(words.problems, { count: problems })}</Tag>
          <Button type="button" icon="chevron-up" onClick={() => onProblem(-1)}>
            <span className="sr-only">{words.previousProblem}</span>
          </Button>
          <Button type="button" icon="chevron-down" onClick={() => onProblem(1)}>
            <span className="sr-only">{words.nextProblem}</span>
          </Button>
        </>
      ) : (
        <Tag face="ok">{words.noProblems}</Tag>
      )}
    </span>
  );
}
