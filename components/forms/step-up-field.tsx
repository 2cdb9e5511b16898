"use client";

import { TextField } from "@/components/ui/field";
import { type ShownProblem, STEP_UP_FIELD } from "@/lib/kernel/form-state";

/** Appears in a form whose act was refused for want of a code: what was typed stays, and the code goes along with it. */
export function StepUpField({
  id = STEP_UP_FIELD,
  problems,
  label,
}: {
  /** Where several forms of a page may ask at once. */
  id?: string;
  problems: ShownProblem[];
  label: string;
}) {
  const asked = problems.find((problem) => problem.field === STEP_UP_FIELD);
  if (!asked) return null;
  return (
    <TextField
      id={id}
      name={STEP_UP_FIELD}
      label={label}
      error={asked.message}
      autoComplete="one-time-code"
      autoCapitalize="off"
      spellCheck={false}
      className="max-w-60"
    />
  );
}
