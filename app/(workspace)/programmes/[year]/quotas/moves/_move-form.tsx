"use client";

import { DraftLine, DraftNote } from "@/components/forms/draft-line";
import { useServerForm } from "@/components/forms/use-server-form";
import { type Option, SelectField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormDraft } from "@/lib/kernel/form-state";
import { ProblemList } from "../_problem-list";
import { ProvinceSeatsFields } from "../_province-seats-fields";
import { submitMoveAction } from "./actions";

type Props = {
  year: number;
  formKey: string;
  draft?: FormDraft;
  subProjects: Option[];
  provinces: Option[];
  words: Record<
    | "direction"
    | "ask"
    | "offer"
    | "subProject"
    | "province"
    | "choose"
    | "seats"
    | "reason"
    | "submit"
    | "submitting"
    | "errors",
    string
  >;
};

export function MoveForm({ year, formKey, draft, subProjects, provinces, words }: Props) {
  const { state, form } = useServerForm(submitMoveAction, draft);
  return (
    <>
      <DraftNote draft={draft} />
      <form {...form} className="grid max-w-measure gap-4 pt-3">
        <ProblemList title={words.errors} problems={state.problems} />
        <input type="hidden" name="year" value={year} />
        <input type="hidden" name="key" value={formKey} />
        <SelectField
          id="direction"
          name="direction"
          label={words.direction}
          options={[
            { value: "ask", label: words.ask },
            { value: "offer", label: words.offer },
          ]}
          defaultValue={state.values.direction}
        />
        <ProvinceSeatsFields state={state} subProjects={subProjects} provinces={provinces} words={words} />
        <div>
          <SubmitButton tone="primary" pendingLabel={words.submitting}>
            {words.submit}
          </SubmitButton>
        </div>
        <DraftLine draft={draft} state={state} />
      </form>
    </>
  );
}
