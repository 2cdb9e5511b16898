"use client";

import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox, RadioGroup } from "@/components/ui/choice";
import { controlClass } from "@/components/ui/field";
import { parseWholeNumber } from "@/lib/kernel/whole-number";
import { useGrid } from "./cells";
import { type FilledColumn, type FillPlan, parseWeights, partsOf, planFill } from "./fill";
import { FillPreview } from "./fill-preview";
import { type GridStore, type Place, type Range, seatsOf } from "./grid-store";
import { WEIGHT_KINDS, type WeightKind } from "./weights";
import { fill, type GridWords } from "./words";

const PARTS = ["free", "current", "last-year"] as const;

type Answers = {
  scope: "column" | "selection";
  kind: WeightKind;
  pasted: string;
  minimum: string;
  maximum: string;
  keepFilled: boolean;
  /** Whether the sum of each region is held, too. */
  parts: (typeof PARTS)[number];
};
type Props = { onApply: (cells: (Place & { text: string })[]) => void };

/** Shares the plan of a column, or what is left of it for the selection, by weights: a preview first, then one step. */
export function FillTool({ onApply }: Props) {
  const { words } = useGrid();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="button" icon="scales" onClick={() => setOpen(true)} aria-haspopup="dialog">
        {words.fillOpen}
      </Button>
      {open ? <FillDialog onApply={onApply} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function FillDialog({ onApply, onClose }: Props & { onClose: () => void }) {
  const { store, weights, words } = useGrid();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const several = store.range.top !== store.range.bottom || store.range.left !== store.range.right;
  const [answers, setAnswers] = useState<Answers>(() => ({
    scope: several ? "selection" : "column",
    kind: weights.kind,
    pasted: "",
    minimum: "0",
    maximum: "",
    keepFilled: isPartlyFilled(store, several ? store.range : wholeColumn(store)),
    parts: "free",
  }));
  const teachers = useTeachers(answers.kind);
  useEffect(() => dialog.current?.showModal(), []);

  const range = answers.scope === "column" ? wholeColumn(store) : store.range;
  const wide = range.left !== range.right;
  const minimum = parseWholeNumber(answers.minimum || "0", 9999);
  const maximum = answers.maximum.trim() === "" ? null : parseWholeNumber(answers.maximum, 9999);
  const pasted = parseWeights(store, answers.pasted, range.top);
  const ready =
    minimum !== null &&
    !(maximum === null && answers.maximum.trim() !== "") &&
    (maximum === null || maximum >= minimum) &&
    (answers.kind !== "teachers" || teachers === "counted") &&
    (answers.kind !== "pasted" || pasted.weights.size > 0);
  const plan: FillPlan | null = ready
    ? planFill(store, {
        range,
        weight: (r, c) => weights.at(answers.kind, pasted.weights, r, c),
        minimum,
        maximum,
        keepFilled: answers.keepFilled,
        part:
          !wide || answers.parts === "free"
            ? null
            : partsOf(store, range, (r, c) =>
                answers.parts === "current" ? seatsOf(store.text({ r, c })) : weights.lastYear(r, c),
              ),
      })
    : null;
  const refused = plan?.columns.some((column) => column.refusal) ?? true;

  function apply() {
    if (!plan || refused || plan.cells.length === 0) return;
    if (answers.kind !== "pasted") weights.kind = answers.kind;
    dialog.current?.close();
    onApply(plan.cells);
  }
  return (
    <dialog
      ref={dialog}
      aria-labelledby={title}
      onClose={onClose}
      className="m-auto max-h-[calc(100dvh-2rem)] w-[46rem] max-w-full overflow-auto rounded-panel border border-line-strong bg-raised p-5 text-ink shadow-float backdrop:bg-ink/40"
    >
      <h2 id={title} className="text-17 font-bold">
        {words.fillTitle}
      </h2>
      <form
        className="mt-3 grid gap-4"
        onChange={(event) => setAnswers(answersOf(new FormData(event.currentTarget)))}
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
          <div className="grid content-start gap-4">
            <RadioGroup
              id="fill-scope"
              name="scope"
              legend={<b>{words.fillScope}</b>}
              value={answers.scope}
              choices={scopes(store, words, several)}
            />
            {wide ? (
              <RadioGroup
                id="fill-parts"
                name="parts"
                legend={<b>{words.fillParts}</b>}
                value={answers.parts}
                choices={[
                  { value: "free", label: words.fillPartsFree },
                  { value: "current", label: words.fillPartsCurrent },
                  { value: "last-year", label: words.fillPartsLastYear, disabled: !weights.hasLastYear },
                ]}
              />
            ) : null}
            <RadioGroup
              id="fill-kind"
              name="kind"
              legend={<b>{words.fillWeights}</b>}
              value={answers.kind}
              choices={WEIGHT_KINDS.map((kind) => ({
                value: kind,
                label: kindWord(words, kind),
                ...(kind === "last-year" && !weights.hasLastYear
                  ? { disabled: true, hint: words.fillNoLastYear }
                  : {}),
              }))}
            />
          </div>
          <div className="grid content-start gap-4">
            <div className="grid grid-cols-2 gap-3">
              <Bound id="fill-minimum" name="minimum" label={words.fillMinimum} initial="0" />
              <Bound id="fill-maximum" name="maximum" label={words.fillMaximum} initial="" />
            </div>
            <Checkbox
              id="fill-keep"
              name="keepFilled"
              defaultChecked={answers.keepFilled}
              label={words.fillKeep}
            />
            {answers.kind === "pasted" ? (
              <div className="grid gap-1">
                <label htmlFor="fill-pasted" className="font-bold">
                  {words.fillPasted}
                </label>
                <p id="fill-pasted-hint" className="text-13 text-ink-3">
                  {words.fillPastedHint}
                </p>
                <textarea
                  id="fill-pasted"
                  name="pasted"
                  rows={5}
                  aria-describedby="fill-pasted-hint"
                  className={controlClass({ className: "font-sans" })}
                />
                {pasted.unread > 0 ? (
                  <p className="font-bold text-bad">
                    {fill(words.fillPastedUnread, { count: pasted.unread })}
                  </p>
                ) : null}
              </div>
            ) : null}
          </div>
        </div>
        <div className="border-t border-line pt-3">
          <h3 className="font-bold">{words.fillPreview}</h3>
          <div role="status" className="mt-1 grid gap-1">
            {answers.kind === "teachers" && teachers !== "counted" ? (
              <p>{teachers === "failed" ? words.fillTeachersFailed : words.fillCounting}</p>
            ) : null}
            {minimum === null || (maximum === null && answers.maximum.trim() !== "") ? (
              <p className="font-bold text-bad">{words.notWhole}</p>
            ) : maximum !== null && maximum < minimum ? (
              <p className="font-bold text-bad">{words.fillBoundsCrossed}</p>
            ) : null}
            {plan ? (
              <>
                <ul className="grid max-h-28 gap-0.5 overflow-auto">
                  {plan.columns.map((column) => (
                    <li key={column.c} className={column.refusal ? "font-bold text-bad" : "text-ink-2"}>
                      {column.refusal
                        ? refusalText(store, words, column)
                        : formula(store, words, column, answers.kind, { minimum, maximum })}
                    </li>
                  ))}
                </ul>
                {wide && answers.parts !== "free" && !refused ? (
                  <p className="text-ink-2">{words.fillPartsFormula}</p>
                ) : null}
                {refused ? null : (
                  <p className="font-bold">
                    {plan.cells.length === 0 ? words.fillNothing : fill(words.fillChanges, figures(plan))}
                  </p>
                )}
              </>
            ) : null}
          </div>
          {plan && !refused && plan.cells.length > 0 ? <FillPreview plan={plan} /> : null}
        </div>
        <div className="flex gap-3">
          <Button tone="primary" aria-disabled={refused || plan?.cells.length === 0}>
            {fill(words.fillApply, { count: refused ? 0 : (plan?.cells.length ?? 0) })}
          </Button>
          <Button type="button" onClick={() => dialog.current?.close()}>
            {words.cancel}
          </Button>
        </div>
      </form>
    </dialog>
  );
}

/** The register is counted when teachers are first chosen. */
function useTeachers(kind: WeightKind): "counted" | "counting" | "failed" {
  const { weights } = useGrid();
  const [failed, setFailed] = useState(false);
  const [counted, setCounted] = useState(weights.countedTeachers);
  useEffect(() => {
    if (kind !== "teachers" || counted) return;
    let left = false;
    setFailed(false);
    weights.countTeachers().then(
      () => left || setCounted(true),
      () => left || setFailed(true),
    );
    return () => {
      left = true;
    };
  }, [kind, counted, weights]);
  return counted ? "counted" : failed ? "failed" : "counting";
}

function Bound({ id, name, label, initial }: { id: string; name: string; label: string; initial: string }) {
  return (
    <div className="grid content-between gap-1">
      <label htmlFor={id} className="font-bold">
        {label}
      </label>
      <input
        id={id}
        name={name}
        inputMode="numeric"
        autoComplete="off"
        defaultValue={initial}
        className={controlClass({})}
      />
    </div>
  );
}

function answersOf(form: FormData): Answers {
  const text = (name: string) => String(form.get(name) ?? "");
  return {
    scope: text("scope") === "selection" ? "selection" : "column",
    kind: WEIGHT_KINDS.find((kind) => kind === text("kind")) ?? "population",
    pasted: text("pasted"),
    minimum: text("minimum"),
    maximum: text("maximum"),
    keepFilled: form.has("keepFilled"),
    parts: PARTS.find((one) => one === text("parts")) ?? "free",
  };
}

function wholeColumn(store: GridStore): Range {
  const { c } = store.active;
  return { top: 0, bottom: store.regions.length - 1, left: c, right: c };
}

function isPartlyFilled(store: GridStore, { top, bottom, left, right }: Range): boolean {
  const texts = store.texts.slice(top, bottom + 1).flatMap((row) => row.slice(left, right + 1));
  return texts.some((text) => text !== "") && texts.some((text) => text === "");
}

function scopes(store: GridStore, words: GridWords, several: boolean) {
  const { top, bottom, left, right } = store.range;
  const column = {
    value: "column",
    label: fill(words.fillColumn, {
      code: store.columns[store.active.c]?.code ?? "",
      regions: store.regions.length,
    }),
  };
  const count = (bottom - top + 1) * (right - left + 1);
  const selection = { value: "selection", label: fill(words.fillSelection, { count }) };
  return several ? [column, selection] : [column];
}

export function kindWord(words: GridWords, kind: WeightKind): string {
  switch (kind) {
    case "last-year":
      return words.weightLastYear;
    case "teachers":
      return words.weightTeachers;
    case "population":
      return words.weightPopulation;
    case "equal":
      return words.weightEqual;
    case "pasted":
      return words.weightPasted;
  }
}

function figures({ cells, up, gained, down, lost }: FillPlan) {
  return { count: cells.length, up, gained, down, lost };
}

type Bounds = { minimum: number | null; maximum: number | null };

function formula(
  store: GridStore,
  words: GridWords,
  { c, kept, total }: FilledColumn,
  kind: WeightKind,
  { minimum, maximum }: Bounds,
): string {
  const { code = "", plan = 0 } = store.columns[c] ?? {};
  const text = fill(words.fillFormula, { code, plan, kept, total, weights: kindWord(words, kind) });
  const least = minimum ? fill(words.fillAtLeast, { minimum }) : "";
  const most = maximum === null ? "" : fill(words.fillAtMost, { maximum });
  return text + least + most;
}

function refusalText(store: GridStore, words: GridWords, { c, kept, total, refusal }: FilledColumn): string {
  const { code = "", plan = 0 } = store.columns[c] ?? {};
  switch (refusal?.kind) {
    case "minimums-above":
      return fill(words.fillMinimumsAbove, { code, total, sum: refusal.sum });
    case "maximums-below":
      return fill(words.fillMaximumsBelow, { code, total, sum: refusal.sum });
    case "no-weights":
      return fill(words.fillNoWeights, { code });
    case "invalid-outside":
      return fill(words.fillInvalidOutside, { code, count: refusal.count });
    case "over-plan":
      return fill(words.fillOverPlan, { code, kept, plan });
    case "all-kept":
      return fill(words.fillAllKept, { code });
    case "unreachable": {
      const region = store.regions.find((row) => row.code === refusal.line);
      return fill(words.fillUnreachable, { line: region?.name ?? refusal.line, target: refusal.target });
    }
    case "malformed": {
      const region = store.regions.find((row) => row.code === refusal.code);
      return fill(words.fillMalformed, { code, name: region?.name ?? "" });
    }
    case undefined:
      return "";
  }
}
