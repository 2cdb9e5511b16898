"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { Banner } from "@/components/ui/banner";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { confirmEmailAction, requestEmailCodeAction } from "./actions";

type Props = {
  words: Record<
    "code" | "codeHint" | "confirm" | "confirming" | "codeErrors" | "again" | "againSent" | "saving",
    string
  >;
};

/** The address is proved by the code that went to it; two forms, because asking for another code sends nothing else. */
export function CodeForm({ words }: Props) {
  const confirming = useServerForm(confirmEmailAction);
  const asking = useServerForm(requestEmailCodeAction);
  const problems = [...confirming.state.problems, ...asking.state.problems];
  return (
    <div className="grid max-w-measure gap-4">
      {asking.state.result ? <Banner tone="ok" answer title={words.againSent} /> : null}
      <ErrorSummary title={words.codeErrors} items={problemItems(problems)} />
      <form {...confirming.form} className="grid gap-4">
        <TextField
          id="code"
          name="code"
          autoComplete="one-time-code"
          label={words.code}
          hint={words.codeHint}
          error={problems.find((problem) => problem.field === "code")?.message}
          defaultValue={confirming.state.values.code}
          className="max-w-64"
        />
        <div>
          <SubmitButton tone="primary" pendingLabel={words.confirming}>
            {words.confirm}
          </SubmitButton>
        </div>
      </form>
      <form {...asking.form}>
        <SubmitButton pendingLabel={words.saving}>{words.again}</SubmitButton>
      </form>
    </div>
  );
}
