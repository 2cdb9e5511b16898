"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import type { ButtonTone } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { Field, Select } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ShownProblem } from "@/lib/kernel/form-state";
import { acceptPlacementAction, movePlacementAction, proposePlacementAction } from "../actions";

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

type MoveProps = {
  year: string;
  proposalId: string;
  enrolmentId: string;
  classId: string | null;
  /** Where the person can sit, and what would be the wish. */
  options: { value: string; label: string }[];
  back: string;
  words: Words & Record<"to" | "nowhere" | "cancel", string>;
};

export function MoveForm({ year, proposalId, enrolmentId, classId, options, back, words }: MoveProps) {
  const { state, form } = useServerForm(movePlacementAction);
  return (
    <form {...form} className="grid max-w-measure gap-3 pt-3">
      <Refusal problems={state.problems} words={words} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="proposalId" value={proposalId} />
      <input type="hidden" name="enrolmentId" value={enrolmentId} />
      <Field id="classId" label={words.to}>
        <Select
          id="classId"
          name="classId"
          defaultValue={classId ?? ""}
          empty={words.nowhere}
          options={options}
        />
      </Field>
      <div className="flex flex-wrap gap-3">
        <SubmitButton tone="primary" icon="check" pendingLabel={words.submitting}>
          {words.submit}
        </SubmitButton>
        <ButtonLink href={back}>{words.cancel}</ButtonLink>
      </div>
    </form>
  );
}

function Refusal({ problems, words }: { problems: ShownProblem[]; words: Words }) {
  return <ErrorSummary title={words.errors} items={problemItems(problems)} />;
}
