"use client";

import { type ChangeEvent, useEffect, useState } from "react";
import { ActionBar } from "@/components/ui/action-bar";
import { Button, buttonClass } from "@/components/ui/button";
import { Select, Textarea } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";

/** All whom the filter shows, more than this page holds. */
type Everyone = { total: number; byHand: number; value: string };
type Counted = "selected" | "byHand" | "approveSome" | "approveRest" | "returnSome";
type Words = Record<
  | Counted
  | "none"
  | "everyone"
  | "everyoneOn"
  | "approve"
  | "return"
  | "clear"
  | "reason"
  | "sentence"
  | "to"
  | "send",
  string
>;
type Reason = { value: string; label: string; sentence: string };
type Props = {
  /** Changes with the rows in sight, so that what left the list is counted no more. */
  rows: string;
  everyone?: Everyone;
  words: Words;
  reasons: Reason[];
  receivers: { value: string; label: string }[];
};

function boxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>('input[form="bulk"][type="checkbox"]')];
}

const count = (words: string, number: number) => words.replace("#", String(number));

/** Counts what is chosen and says so in the buttons. Without script the buttons send what is chosen all the same. */
export function SelectionBar({ rows, everyone, words, reasons, receivers }: Props) {
  const [chosen, setChosen] = useState<{ all: number; byHand: number } | null>(null);
  const [whole, setWhole] = useState(false);
  const [sentence, setSentence] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the boxes stand in another part of the page
  useEffect(() => {
    const look = () => {
      const checked = boxes().filter((box) => box.checked);
      setChosen({ all: checked.length, byHand: checked.filter((box) => box.dataset.byHand).length });
    };
    const onChange = (event: Event) => {
      if (!(event.target instanceof HTMLInputElement) || event.target.type !== "checkbox") return;
      if (event.target.getAttribute("form") !== "bulk") return;
      setWhole(false);
      look();
    };
    setWhole(false);
    look();
    document.addEventListener("change", onChange);
    return () => document.removeEventListener("change", onChange);
  }, [rows]);
  const picked = whole && everyone ? { all: everyone.total, byHand: everyone.byHand } : chosen;
  const all = picked?.all ?? 0;
  const clean = all - (picked?.byHand ?? 0);
  const clear = () => {
    for (const box of boxes()) box.checked = false;
    setWhole(false);
    setChosen({ all: 0, byHand: 0 });
  };
  const takeEveryone = () => {
    for (const box of boxes()) box.checked = true;
    setWhole(true);
  };
  const approve =
    all === 0 ? words.approve : count(clean < all ? words.approveRest : words.approveSome, clean);
  return (
    <ActionBar
      selected={all > 0}
      actions={
        <>
          {picked && picked.byHand > 0 ? (
            <span className="flex items-center gap-1.5 text-todo">
              <Icon name="eye" size={14} />
              {count(words.byHand, picked.byHand)}
            </span>
          ) : null}
          <details data-menu name="bulk-return" className="relative">
            <summary className={buttonClass("secondary", "desk")}>
              {all > 0 ? count(words.returnSome, all) : words.return}
            </summary>
            <div className="absolute right-0 bottom-full z-40 mb-2 grid w-80 max-w-[90vw] gap-2 rounded-panel border border-line-strong bg-raised p-3 shadow-float">
              <label htmlFor="bulk-to">{words.to}</label>
              <Select id="bulk-to" name="to" form="bulk" options={receivers} />
              <label htmlFor="bulk-reason">{words.reason}</label>
              <Select
                id="bulk-reason"
                name="reasonCode"
                form="bulk"
                options={reasons}
                onChange={(event: ChangeEvent<HTMLSelectElement>) =>
                  setSentence(reasons.find((one) => one.value === event.target.value)?.sentence ?? "")
                }
              />
              <label htmlFor="bulk-sentence">{words.sentence}</label>
              <Textarea
                key={sentence}
                id="bulk-sentence"
                name="reasonText"
                form="bulk"
                rows={3}
                maxLength={500}
                defaultValue={sentence ?? reasons[0]?.sentence ?? ""}
              />
              <Button form="bulk" name="decision" value="return">
                {words.send}
              </Button>
            </div>
          </details>
          <Button form="bulk" name="decision" value="approve" tone="primary">
            {approve}
          </Button>
        </>
      }
    >
      {all > 0 ? (
        <p className="flex flex-wrap items-center gap-x-3">
          <b aria-live="polite">{whole ? words.everyoneOn : count(words.selected, all)}</b>
          {whole && everyone ? (
            <input type="hidden" form="bulk" name="everyone" value={everyone.value} />
          ) : everyone ? (
            <button type="button" onClick={takeEveryone} className="link min-h-6">
              {words.everyone}
            </button>
          ) : null}
          <button type="button" onClick={clear} className="link min-h-6">
            {words.clear}
          </button>
        </p>
      ) : (
        <p className="text-ink-2">{words.none}</p>
      )}
    </ActionBar>
  );
}
