"use client";

import type { ReactNode } from "react";
import { useServerForm } from "@/components/forms/use-server-form";
import { ActionBar } from "@/components/ui/action-bar";
import { SubmitButton } from "@/components/ui/submit-button";
import { ProblemList } from "../../quotas/_problem-list";
import { remindAction } from "./actions";

type Props = {
  year: number;
  words: Record<"hint" | "submit" | "submitting" | "errors", string>;
  /** The table with a box in each row that can be reminded. */
  children: ReactNode;
};

export function RemindForm({ year, words, children }: Props) {
  const { state, form } = useServerForm(remindAction);
  return (
    <form {...form} className="grid gap-4">
      <ProblemList title={words.errors} problems={state.problems} />
      <input type="hidden" name="year" value={year} />
      {children}
      <ActionBar
        actions={
          <SubmitButton tone="primary" pendingLabel={words.submitting}>
            {words.submit}
          </SubmitButton>
        }
      >
        {words.hint}
      </ActionBar>
    </form>
  );
}
