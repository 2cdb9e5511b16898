"use client";

import {
  ClassPlanFields,
  type PlanValues,
  type PlanWords,
} from "@/components/domain/classes/class-plan-fields";
import { DraftLine, DraftNote } from "@/components/forms/draft-line";
import { useServerForm } from "@/components/forms/use-server-form";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { SelectField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormDraft } from "@/lib/kernel/form-state";
import { formClassAction } from "./actions";

type Props = {
  /** Made by the server: a second press forms no second class. */
  formKey: string;
  draft: FormDraft;
  designations: { value: string; label: string }[];
  modes: { value: string; label: string }[];
  planWords: PlanWords;
  words: Record<"designation" | "choose" | "submit" | "submitting", string>;
};

export function FormClassForm({ formKey, draft, designations, modes, planWords, words }: Props) {
  const { state, form } = useServerForm(formClassAction, draft);
  const error = (field: string) => state.problems.find((problem) => problem.field === field)?.message;
  const only = designations.length === 1 ? designations[0]?.value : undefined;
  return (
    <>
      <DraftNote draft={draft} />
      <form {...form} className="grid max-w-measure gap-5">
        <ErrorSummary title={planWords.errors} items={problemItems(state.problems)} />
        <input type="hidden" name="key" value={formKey} />
        <SelectField
          id="designationId"
          name="designationId"
          label={words.designation}
          empty={words.choose}
          options={designations}
          defaultValue={state.values.designationId ?? only ?? ""}
          error={error("designationId")}
        />
        <ClassPlanFields
          words={planWords}
          modes={modes}
          values={state.values as Partial<PlanValues> as PlanValues}
          error={error}
        />
        <div>
          <SubmitButton tone="primary" icon="check" pendingLabel={words.submitting}>
            {words.submit}
          </SubmitButton>
        </div>
        <DraftLine draft={draft} state={state} />
      </form>
    </>
  );
}
