"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { signInAction } from "./actions";

type Words = {
  loginName: string;
  loginNameHint: string;
  password: string;
  submit: string;
  pending: string;
  errors: string;
};

export function SignInForm({ words, next }: { words: Words; next: string }) {
  const { state, form } = useServerForm(signInAction);
  return (
    <form {...form} className="grid gap-5">
      <ErrorSummary
        title={words.errors}
        items={state.problems.map((one) => ({
          text: one.message,
          next: one.nextStep,
          href: one.field ? `#${one.field}` : "#loginName",
        }))}
      />
      <input type="hidden" name="next" value={next} />
      <TextField
        id="loginName"
        name="loginName"
        label={words.loginName}
        hint={words.loginNameHint}
        autoComplete="username"
        defaultValue={state.values.loginName}
        roomy
      />
      <TextField
        id="password"
        name="password"
        type="password"
        label={words.password}
        autoComplete="current-password"
        roomy
      />
      <SubmitButton tone="primary" size="phone" pendingLabel={words.pending}>
        {words.submit}
      </SubmitButton>
    </form>
  );
}
