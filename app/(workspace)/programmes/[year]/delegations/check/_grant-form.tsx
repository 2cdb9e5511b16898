"use client";

import { type FormWords, Refusal } from "@/components/domain/enrolments/act-form";
import { StepUpField } from "@/components/forms/step-up-field";
import { useServerForm } from "@/components/forms/use-server-form";
import { ButtonLink } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import { delegate } from "../actions";
import type { Terms } from "../terms";

type Props = {
  year: number;
  formKey: string;
  terms: Terms;
  /** The page on which the terms are changed. */
  again: string;
  words: FormWords & Record<"submit" | "submitting" | "back" | "stepUp", string>;
};

/** The fields stand on the page before, so a refusal of one names it and links back there. */
export function GrantForm({ year, formKey, terms, again, words }: Props) {
  const { state, summary, form } = useServerForm(delegate);
  const { subProjectIds, ...fields } = terms;
  const problems = state.problems.map((one) => (one.field === "stepUpCode" ? one : { ...one, field: null }));
  return (
    <form {...form} className="grid gap-4">
      <Refusal problems={problems} words={words} box={summary} />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="year" value={year} />
      {Object.entries({ granteeId: "", extent: "", from: "", until: "", ...fields }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value ?? ""} />
      ))}
      {subProjectIds.map((id) => (
        <input key={id} type="hidden" name="subProjectIds[]" value={id} />
      ))}
      <StepUpField problems={state.problems} label={words.stepUp} />
      <div className="flex flex-wrap gap-3">
        <SubmitButton tone="primary" pendingLabel={words.submitting}>
          {words.submit}
        </SubmitButton>
        <ButtonLink href={again}>{words.back}</ButtonLink>
      </div>
    </form>
  );
}
