"use client";

import { StepUpField } from "@/components/forms/step-up-field";
import { useServerForm } from "@/components/forms/use-server-form";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SelectField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { EmailField, type EmailWords } from "./_email-field";
import { MadeCode, type MadeWords } from "./_made-code";
import { createAccountAction } from "./actions";

type Words = MadeWords &
  EmailWords &
  Record<
    | "displayName"
    | "loginName"
    | "loginNameHint"
    | "role"
    | "organisation"
    | "submit"
    | "pending"
    | "errors"
    | "stepUp",
    string
  >;
type Choice = { value: string; label: string };

export function CreateAccountForm({
  words,
  roles,
  organisations,
  mail,
}: {
  words: Words;
  roles: Choice[];
  organisations: Choice[];
  /** Whether links can go out by mail. */
  mail: boolean;
}) {
  const { state, form } = useServerForm(createAccountAction);
  const error = (field: string) => state.problems.find((one) => one.field === field)?.message;
  return (
    <form {...form} className="grid max-w-96 gap-4">
      <MadeCode result={state.result} words={words} />
      <ErrorSummary
        title={words.errors}
        items={state.problems.map((one) => ({
          text: one.message,
          next: one.nextStep,
          href: `#${one.field ?? "loginName"}`,
        }))}
      />
      <TextField
        id="displayName"
        name="displayName"
        label={words.displayName}
        defaultValue={state.values.displayName}
        error={error("displayName")}
      />
      <TextField
        id="loginName"
        name="loginName"
        label={words.loginName}
        hint={words.loginNameHint}
        defaultValue={state.values.loginName}
        error={error("loginName")}
        autoComplete="off"
      />
      <SelectField
        id="role"
        name="role"
        label={words.role}
        options={roles}
        defaultValue={state.values.role}
        error={error("role")}
      />
      <SelectField
        id="organisationId"
        name="organisationId"
        label={words.organisation}
        options={organisations}
        defaultValue={state.values.organisationId}
        error={error("organisationId")}
      />
      <EmailField mail={mail} words={words} value={state.values.email} error={error("email")} />
      <StepUpField problems={state.problems} label={words.stepUp} />
      <SubmitButton tone="primary" pendingLabel={words.pending}>
        {words.submit}
      </SubmitButton>
    </form>
  );
}
