"use client";

import { StepUpField } from "@/components/forms/step-up-field";
import { useServerForm } from "@/components/forms/use-server-form";
import type { Option } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { ProblemList } from "../_problem-list";
import { ProvinceSeatsFields } from "../_province-seats-fields";
import { topUpAction } from "../actions";

type Props = {
  year: number;
  formKey: string;
  subProjects: Option[];
  provinces: Option[];
  words: Record<
    "subProject" | "province" | "choose" | "seats" | "reason" | "submit" | "submitting" | "errors" | "stepUp",
    string
  >;
};

export function TopUpForm({ year, formKey, subProjects, provinces, words }: Props) {
  const { state, form } = useServerForm(topUpAction);
  return (
    <form {...form} className="grid max-w-measure gap-4">
      <ProblemList title={words.errors} problems={state.problems} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="key" value={formKey} />
      <ProvinceSeatsFields state={state} subProjects={subProjects} provinces={provinces} words={words} />
      <StepUpField problems={state.problems} label={words.stepUp} />
      <div>
        <SubmitButton tone="primary" pendingLabel={words.submitting}>
          {words.submit}
        </SubmitButton>
      </div>
    </form>
  );
}
