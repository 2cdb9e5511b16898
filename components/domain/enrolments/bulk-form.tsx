"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { Banner } from "@/components/ui/banner";
import { SubmitButton } from "@/components/ui/submit-button";
import type { BulkReview, UndoneReview } from "@/lib/enrolments/views";
import type { FormState, ShownProblem } from "@/lib/kernel/form-state";
import { type FormWords, Refusal } from "./act-form";

/** A row of the answer as shown: the refusal already in words. */
export type ShownBulkRow = { id: string; name: string; text: string };
export type ShownBulk = Pick<BulkReview, "operationId" | "done" | "refused"> & {
  rows: ShownBulkRow[];
  summary: string;
  undoText: string;
};
export type ShownUndo = Pick<UndoneReview, "done" | "refused"> & { summary: string };

type Act<Result> = (previous: FormState<Result>, form: FormData) => Promise<FormState<Result>>;

type Props = {
  action: Act<ShownBulk>;
  undo: Act<ShownUndo>;
  itemKey: string;
  words: FormWords & { rows: string; undo: string; undoing: string };
};

/** The form named `bulk`: its boxes stand in the table, its buttons in the bar at the foot, its answer here, row by row. */
export function BulkForm({ action, undo, itemKey, words }: Props) {
  const { state, summary, form } = useServerForm<ShownBulk>(action);
  const result = state.result;
  return (
    <div className="grid gap-2 px-4 pt-3 empty:hidden sm:px-8">
      <Refusal problems={state.problems} words={words} box={summary} />
      <form {...form} id="bulk">
        <input type="hidden" name="key" value={itemKey} />
      </form>
      {result ? (
        <Banner tone={result.refused > 0 ? "todo" : "ok"} answer title={result.summary}>
          {result.rows.length > 0 ? (
            <details>
              <summary className="link inline-block">{words.rows}</summary>
              <ul className="mt-1 grid gap-0.5">
                {result.rows.map((row) => (
                  <li key={row.id}>
                    <b>{row.name}</b> {row.text}
                  </li>
                ))}
              </ul>
            </details>
          ) : null}
          {result.done > 0 ? (
            <UndoForm key={result.operationId} action={undo} result={result} words={words} />
          ) : null}
        </Banner>
      ) : null}
    </div>
  );
}

function UndoForm({
  action,
  result,
  words,
}: {
  action: Act<ShownUndo>;
  result: ShownBulk;
  words: FormWords & { undo: string; undoing: string };
}) {
  const { state, summary, form } = useServerForm<ShownUndo>(action);
  const problems: ShownProblem[] = state.problems;
  if (state.result) return <p className="mt-1">{state.result.summary}</p>;
  return (
    <form {...form} className="mt-2 flex flex-wrap items-center gap-3">
      <Refusal problems={problems} words={words} box={summary} />
      <input type="hidden" name="operationId" value={result.operationId} />
      <SubmitButton size="small" icon="undo" pendingLabel={words.undoing}>
        {words.undo}
      </SubmitButton>
      <span className="text-13 text-ink-2">{result.undoText}</span>
    </form>
  );
}
