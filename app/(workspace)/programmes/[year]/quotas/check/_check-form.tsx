"use client";

import { StepUpField } from "@/components/forms/step-up-field";
import { useServerForm } from "@/components/forms/use-server-form";
import { ButtonLink } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import { ProblemList } from "../_problem-list";
import { allocateAction } from "../actions";

type Props = {
  year: number;
  subProject: string;
  subProjectId: string;
  formKey: string;
  next: "save" | "issue";
  rows: { schoolId: string; shown: number; target: number }[];
  back: string;
  words: Record<"submit" | "submitting" | "back" | "errors" | "stepUp", string>;
};

export function CheckForm({ year, subProject, subProjectId, formKey, next, rows, back, words }: Props) {
  const { state, form } = useServerForm(allocateAction);
  return (
    <form {...form} className="grid gap-4">
      <ProblemList
        title={words.errors}
        problems={state.problems.map((problem) => ({ ...problem, field: null }))}
      />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="subProject" value={subProject} />
      <input type="hidden" name="subProjectId" value={subProjectId} />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="act" value={next} />
      {rows.map((row) => (
        <span key={row.schoolId}>
          <input type="hidden" name="schoolId[]" value={row.schoolId} />
          <input type="hidden" name="shown[]" value={row.shown} />
          <input type="hidden" name="target[]" value={row.target} />
        </span>
      ))}
      <StepUpField problems={state.problems} label={words.stepUp} />
      <div className="flex flex-wrap gap-3">
        <SubmitButton tone="primary" icon="card" pendingLabel={words.submitting}>
          {words.submit}
        </SubmitButton>
        <ButtonLink href={back}>{words.back}</ButtonLink>
      </div>
    </form>
  );
}
