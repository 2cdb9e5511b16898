"use client";

import { useServerForm } from "@/components/forms/use-server-form";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { ProblemList } from "../_problem-list";
import { importTableAction } from "../actions";

type Props = { year: number; words: Record<"file" | "hint" | "submit" | "submitting" | "errors", string> };

export function ImportForm({ year, words }: Props) {
  const { state, form } = useServerForm(importTableAction);
  return (
    <form {...form} className="grid max-w-measure gap-4">
      <ProblemList title={words.errors} problems={state.problems} />
      <input type="hidden" name="year" value={year} />
      <TextField
        id="file"
        name="file"
        type="file"
        accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        required
        label={words.file}
        hint={words.hint}
      />
      <div>
        <SubmitButton tone="primary" icon="upload" pendingLabel={words.submitting}>
          {words.submit}
        </SubmitButton>
      </div>
    </form>
  );
}
