"use client";

import { StepUpField } from "@/components/forms/step-up-field";
import { useServerForm } from "@/components/forms/use-server-form";
import { Button } from "@/components/ui/button";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { reactivateAccountAction } from "./actions";

/** In a row of the list, so that a refusal and the code it may ask for stand where the button is. */
export function ReactivateForm({
  accountId,
  words,
}: {
  accountId: string;
  words: Record<"act" | "name" | "errors" | "stepUp", string>;
}) {
  const { state, form } = useServerForm(reactivateAccountAction);
  const id = `step-up-${accountId}`;
  const problems = state.problems.map((problem) => ({ ...problem, field: problem.field ? id : null }));
  return (
    <form {...form} className="grid gap-2">
      <ErrorSummary title={words.errors} items={problemItems(problems)} />
      <input type="hidden" name="accountId" value={accountId} />
      <StepUpField id={id} problems={state.problems} label={words.stepUp} />
      <Button type="submit" size="small" className="justify-self-start">
        {words.act}
        <span className="sr-only"> {words.name}</span>
      </Button>
    </form>
  );
}
