"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { SelectField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { ProblemList } from "../quotas/_problem-list";
import { SeatsFields } from "../quotas/_seats-fields";
import { handBackHeldAction } from "./actions";

type Props = {
  year: number;
  formKey: string;
  options: { value: string; label: string }[];
  words: Record<"subProject" | "seats" | "reason" | "submit" | "submitting" | "errors", string>;
};

export function HeldSeatsForm({ year, formKey, options, words }: Props) {
  const { state, form } = useServerForm(handBackHeldAction);
  return (
    <form {...form} className="flex flex-wrap items-end gap-3 pt-2">
      <div className="basis-full">
        <ProblemList title={words.errors} problems={state.problems} />
      </div>
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="key" value={formKey} />
      <SelectField
        id="held"
        name="subProjectId"
        label={words.subProject}
        options={options}
        defaultValue={state.values.subProjectId}
      />
      <SeatsFields state={state} words={words} first="1" />
      <SubmitButton pendingLabel={words.submitting}>{words.submit}</SubmitButton>
    </form>
  );
}
