"use client";

import { type RefObject, useState } from "react";
import { Button } from "@/components/ui/button";
import { useGrid } from "./cells";
import { type PastePlan, planPaste } from "./paste";
import { fill } from "./words";

type Props = {
  dialog: RefObject<HTMLDialogElement | null>;
  text: string;
  onText: (text: string) => void;
  onApply: (plan: PastePlan) => void;
};

/** Says what a paste would change before it changes anything. */
export function PasteDialog({ dialog, text, onText, onApply }: Props) {
  const { store, words } = useGrid();
  const [plan, setPlan] = useState<PastePlan | null>(null);
  const shown = text === "" ? null : (plan ?? planPaste(store, text));
  return (
    <dialog
      ref={dialog}
      aria-labelledby="paste-title"
      onClose={() => {
        setPlan(null);
        onText("");
      }}
      className="m-auto w-[34rem] max-w-full rounded-panel border border-line-strong bg-raised p-5 text-ink shadow-float backdrop:bg-ink/40"
    >
      <h2 id="paste-title" className="text-17 font-bold">
        {words.pasteTitle}
      </h2>
      <p className="mt-1 text-ink-2">{words.pasteHint}</p>
      <label htmlFor="paste-text" className="mt-3 block font-bold">
        {words.pasteText}
      </label>
      <textarea
        id="paste-text"
        rows={6}
        value={text}
        onChange={(event) => {
          onText(event.currentTarget.value);
          setPlan(planPaste(store, event.currentTarget.value));
        }}
        className="mt-1 w-full rounded-control border border-control bg-surface p-2 font-sans"
      />
      <p role="status" className="mt-2 min-h-6 font-bold">
        {shown ? (
          <>
            {fill(words.pastePlan, { count: shown.changed })}
            {shown.invalid > 0 ? fill(words.pasteInvalid, { count: shown.invalid }) : ""}
            {shown.unmatched.length > 0 ? fill(words.pasteUnmatched, { count: shown.unmatched.length }) : ""}
          </>
        ) : null}
      </p>
      <div className="mt-3 flex gap-3">
        <Button
          type="button"
          tone="primary"
          onClick={() => {
            if (shown) onApply(shown);
            dialog.current?.close();
          }}
        >
          {words.pasteApply}
        </Button>
        <Button type="button" onClick={() => dialog.current?.close()}>
          {words.cancel}
        </Button>
      </div>
    </dialog>
  );
}
