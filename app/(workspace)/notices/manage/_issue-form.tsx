"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { issueNoticeAction } from "./actions";

type Words = Record<"issuedOn" | "publicOn" | "publicHint" | "submit" | "submitting" | "errors", string>;

type Props = { id: string; version: number; today: string; words: Words };

export function IssueNoticeForm({ id, version, today, words }: Props) {
  const { state, form } = useServerForm(issueNoticeAction);
  const error = (field: string) => state.problems.find((problem) => problem.field === field)?.message;
  return (
    <form {...form} className="grid gap-4">
      <ErrorSummary title={words.errors} items={problemItems(state.problems)} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={version} />
      <TextField
        id="issuedOn"
        name="issuedOn"
        type="date"
        label={words.issuedOn}
        defaultValue={state.values.issuedOn ?? today}
        error={error("issuedOn")}
        className="max-w-48"
      />
      <TextField
        id="publicOn"
        name="publicOn"
        type="date"
        label={words.publicOn}
        hint={words.publicHint}
        defaultValue={state.values.publicOn ?? ""}
        error={error("publicOn")}
        className="max-w-48"
      />
      <div>
        <SubmitButton tone="primary" icon="send" pendingLabel={words.submitting}>
          {words.submit}
        </SubmitButton>
      </div>
    </form>
  );
}
