"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { ProblemList } from "../_problem-list";
import { restoreDraftAction } from "../actions";

type Props = {
  year: number;
  number: number;
  latest: number;
  words: Record<"restore" | "restoring" | "errors", string>;
};

export function RestoreForm({ year, number, latest, words }: Props) {
  const { state, form } = useServerForm(restoreDraftAction);
  return (
    <form {...form} className="grid gap-2">
      <ProblemList title={words.errors} problems={state.problems} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="basedOn" value={latest} />
      <SubmitButton size="small" pendingLabel={words.restoring}>
        {words.restore}
      </SubmitButton>
    </form>
  );
}
