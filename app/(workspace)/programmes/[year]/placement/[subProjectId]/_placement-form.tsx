"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import type { ButtonTone } from "@/components/ui/button";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ShownProblem } from "@/lib/kernel/form-state";
import { acceptPlacementAction, proposePlacementAction } from "../actions";

type Words = Record<"submit" | "submitting" | "errors", string>;

export function ProposeForm({
  subProjectId,
  tone,
  words,
}: {
  subProjectId: string;
  tone: ButtonTone;
  words: Words;
}) {
  const { state, form } = useServerForm(proposePlacementAction);
  return (
    <form {...form} className="grid gap-3">
      <Refusal problems={state.problems} words={words} />
      <input type="hidden" name="subProjectId" value={subProjectId} />
      <SubmitButton tone={tone} pendingLabel={words.submitting}>
        {words.submit}
      </SubmitButton>
    </form>
  );
}

export function AcceptForm({ proposalId, words }: { proposalId: string; words: Words }) {
  const { state, form } = useServerForm(acceptPlacementAction);
  return (
    <form {...form} className="grid gap-3">
      <Refusal problems={state.problems} words={words} />
      <input type="hidden" name="proposalId" value={proposalId} />
      <SubmitButton tone="primary" icon="check" pendingLabel={words.submitting}>
        {words.submit}
      </SubmitButton>
    </form>
  );
}

function Refusal({ problems, words }: { problems: ShownProblem[]; words: Words }) {
  return <ErrorSummary title={words.errors} items={problemItems(problems)} />;
}
