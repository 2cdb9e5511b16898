"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import type { FormState } from "@/lib/kernel/form-state";
import { type FormWords, Refusal } from "./act-form";

type Props<Result> = {
  action: (previous: FormState<Result>, form: FormData) => Promise<FormState<Result>>;
  itemKey: string;
  /** The list as it stands: the answer is shown above it. */
  back: string;
  words: FormWords;
};

/** The form named `bulk`: its boxes stand in the table, its buttons in the bar at the foot; a refusal of all of it is said here. */
export function BulkForm<Result>({ action, itemKey, back, words }: Props<Result>) {
  const { state, summary, form } = useServerForm(action);
  return (
    <div className="grid gap-2 px-4 pt-3 empty:hidden has-[>form:only-child]:p-0 sm:px-8">
      <Refusal problems={state.problems} words={words} box={summary} />
      <form {...form} id="bulk">
        <input type="hidden" name="key" value={itemKey} />
        <input type="hidden" name="back" value={back} />
      </form>
    </div>
  );
}
