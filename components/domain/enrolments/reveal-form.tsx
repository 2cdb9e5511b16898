"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { Select } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormState } from "@/lib/kernel/form-state";
import { type FormWords, Refusal } from "./act-form";

type Props<Revealed extends { value: string }> = {
  action: (previous: FormState<Revealed>, form: FormData) => Promise<FormState<Revealed>>;
  teacherId: string;
  purposes: { value: string; label: string }[];
  words: FormWords & {
    open: string;
    purpose: string;
    logged: string;
    show: string;
    showing: string;
    value: string;
  };
};

/** A personal number is opened for one stated purpose, which is recorded; it is gone again with the page. */
export function RevealForm<Revealed extends { value: string }>({
  action,
  teacherId,
  purposes,
  words,
}: Props<Revealed>) {
  const { state, summary, form } = useServerForm(action);
  if (state.result)
    return (
      <p role="status">
        {words.value} <b>{state.result.value}</b>
      </p>
    );
  return (
    <details>
      <summary className="link inline-block min-h-6">{words.open}</summary>
      <form {...form} className="mt-1 grid gap-2 rounded-panel border border-line p-3">
        <Refusal problems={state.problems} words={words} box={summary} />
        <input type="hidden" name="teacherId" value={teacherId} />
        <input type="hidden" name="field" value="idNumber" />
        <label htmlFor="purpose">{words.purpose}</label>
        <Select id="purpose" name="purpose" options={purposes} />
        <p className="text-13 text-ink-2">{words.logged}</p>
        <SubmitButton size="small" className="justify-self-start" pendingLabel={words.showing}>
          {words.show}
        </SubmitButton>
      </form>
    </details>
  );
}
