"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { RadioGroup } from "@/components/ui/choice";
import { SubmitButton } from "@/components/ui/submit-button";
import { ProblemList } from "../_problem-list";
import { updateRouteAction } from "../actions";

type Props = {
  year: number;
  throughCities: boolean;
  words: Record<"title" | "straight" | "through" | "lead" | "submit" | "submitting" | "errors", string>;
};

export function SeatRouteForm({ year, throughCities, words }: Props) {
  const { state, form } = useServerForm(updateRouteAction);
  return (
    <form {...form} className="mt-1 grid gap-2">
      <ProblemList title={words.errors} problems={state.problems} />
      <p className="text-13 text-ink-2">{words.lead}</p>
      <input type="hidden" name="year" value={year} />
      <RadioGroup
        id="throughCities"
        name="throughCities"
        legend={<span className="sr-only">{words.title}</span>}
        choices={[
          { value: "no", label: words.straight },
          { value: "yes", label: words.through },
        ]}
        value={state.values.throughCities ?? (throughCities ? "yes" : "no")}
      />
      <div>
        <SubmitButton pendingLabel={words.submitting}>{words.submit}</SubmitButton>
      </div>
    </form>
  );
}
