"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { finishSignInAction } from "../actions";

type Words = Record<"label" | "hint" | "submit" | "pending" | "errors", string>;

export function FinishForm({ words, next }: { words: Words; next: string }) {
  const { state, form } = useServerForm(finishSignInAction);
  return (
    <form {...form} className="grid gap-5">
      <ErrorSummary title={words.errors} items={problemItems(state.problems)} />
      <input type="hidden" name="next" value={next} />
      <TextField
        id="factorCode"
        name="factorCode"
        label={words.label}
        hint={words.hint}
        error={state.problems.find((problem) => problem.field === "factorCode")?.message}
        autoComplete="one-time-code"
        autoCapitalize="off"
        spellCheck={false}
        roomy
      />
      <SubmitButton tone="primary" size="phone" pendingLabel={words.pending}>
        {words.submit}
      </SubmitButton>
    </form>
  );
}
