"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { issueOpeningNoticeAction } from "../../actions";

type Props = {
  classId: string;
  version: number;
  words: Record<"number" | "numberHint" | "submit" | "submitting" | "errors", string>;
};

export function IssueOpeningNoticeForm({ classId, version, words }: Props) {
  const { state, form } = useServerForm(issueOpeningNoticeAction);
  const numberProblem = state.problems.find((problem) => problem.field === "documentNumber");
  return (
    <form {...form} className="grid gap-4">
      <ErrorSummary
        title={words.errors}
        items={state.problems.map((problem) => ({
          text: problem.message,
          next: problem.nextStep,
          href:
            problem.field === "documentNumber"
              ? "#documentNumber"
              : problem.field
                ? `/classes/${classId}/notice#${problem.field}`
                : undefined,
        }))}
      />
      <input type="hidden" name="classId" value={classId} />
      <input type="hidden" name="version" value={version} />
      <TextField
        id="documentNumber"
        name="documentNumber"
        label={words.number}
        hint={words.numberHint}
        defaultValue={state.values.documentNumber}
        error={numberProblem?.message}
        className="max-w-72"
        autoComplete="off"
      />
      <div>
        <SubmitButton tone="primary" icon="send" pendingLabel={words.submitting}>
          {words.submit}
        </SubmitButton>
      </div>
    </form>
  );
}
