"use client";

import { StepUpField } from "@/components/forms/step-up-field";
import { useServerForm } from "@/components/forms/use-server-form";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { SignInPolicyRow } from "@/lib/identity/views";
import { updateSignInPolicyAction } from "./actions";

export function PolicyForm({
  policy,
  words,
}: {
  policy: SignInPolicyRow;
  words: Record<
    "from" | "fromHint" | "days" | "daysHint" | "submit" | "pending" | "errors" | "stepUp",
    string
  >;
}) {
  const { state, form } = useServerForm(updateSignInPolicyAction);
  const error = (field: string) => state.problems.find((one) => one.field === field)?.message;
  return (
    <form {...form} className="grid max-w-96 gap-4">
      <ErrorSummary title={words.errors} items={problemItems(state.problems)} />
      <input type="hidden" name="role" value={policy.role} />
      <TextField
        id="secondFactorFrom"
        name="secondFactorFrom"
        type="date"
        label={words.from}
        hint={words.fromHint}
        defaultValue={state.values.secondFactorFrom ?? policy.secondFactorFrom ?? ""}
        error={error("secondFactorFrom")}
      />
      <TextField
        id="dormantAfterDays"
        name="dormantAfterDays"
        inputMode="numeric"
        label={words.days}
        hint={words.daysHint}
        defaultValue={state.values.dormantAfterDays ?? String(policy.dormantAfterDays ?? "")}
        error={error("dormantAfterDays")}
      />
      <StepUpField problems={state.problems} label={words.stepUp} />
      <SubmitButton tone="primary" pendingLabel={words.pending} className="justify-self-start">
        {words.submit}
      </SubmitButton>
    </form>
  );
}
