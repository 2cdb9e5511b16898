"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { ProblemList } from "../_problem-list";
import { SeatsFields } from "../_seats-fields";
import { handBackAction } from "../actions";

type Props = {
  year: number;
  subProject: string;
  subProjectId: string;
  formKey: string;
  left: number;
  words: Record<"lead" | "seats" | "reason" | "submit" | "submitting" | "errors", string>;
};

export function HandBackForm({ year, subProject, subProjectId, formKey, left, words }: Props) {
  const { state, form } = useServerForm(handBackAction);
  return (
    <form {...form} className="mt-2 grid gap-3">
      <ProblemList title={words.errors} problems={state.problems} />
      <p className="text-13 text-ink-2">{words.lead}</p>
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="subProject" value={subProject} />
      <input type="hidden" name="subProjectId" value={subProjectId} />
      <input type="hidden" name="key" value={formKey} />
      <SeatsFields state={state} words={words} most={left} />
      <div>
        <SubmitButton pendingLabel={words.submitting}>{words.submit}</SubmitButton>
      </div>
    </form>
  );
}
