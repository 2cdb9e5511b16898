"use client";

import type { ReactNode } from "react";
import { useServerForm } from "@/components/forms/use-server-form";
import { ActionBar } from "@/components/ui/action-bar";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { ProblemList } from "../quotas/_problem-list";
import { recallAction } from "./actions";

type Props = {
  year: number;
  subProjectId: string;
  formKey: string;
  words: Record<"reason" | "hint" | "submit" | "submitting" | "errors", string>;
  /** The table with a box in each row that can be recalled. */
  children: ReactNode;
};

export function RecallForm({ year, subProjectId, formKey, words, children }: Props) {
  const { state, form } = useServerForm(recallAction);
  const error = (field: string) => state.problems.find((problem) => problem.field === field)?.message;
  return (
    <form {...form} className="grid gap-4">
      <ProblemList title={words.errors} problems={state.problems} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="subProjectId" value={subProjectId} />
      <input type="hidden" name="key" value={formKey} />
      {children}
      <ActionBar
        actions={
          <SubmitButton tone="danger" pendingLabel={words.submitting}>
            {words.submit}
          </SubmitButton>
        }
      >
        <TextField
          id="reason"
          name="reason"
          label={words.reason}
          hint={words.hint}
          error={error("reason")}
          defaultValue={state.values.reason}
          className="w-80 max-w-full"
        />
      </ActionBar>
    </form>
  );
}
