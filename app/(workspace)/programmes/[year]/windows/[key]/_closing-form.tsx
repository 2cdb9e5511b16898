"use client";

import type { ReactNode } from "react";
import { useServerForm } from "@/components/forms/use-server-form";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormState } from "@/lib/kernel/form-state";

export type ClosingProps = {
  year: number;
  windowKey: string;
  version: number;
  closesAt: string;
  words: Record<"errors" | "to" | "toHint" | "reason" | "reasonHint" | "submit" | "pending", string>;
};
type Props<Result> = ClosingProps & {
  action: (previous: FormState<Result>, form: FormData) => Promise<FormState<Result>>;
  /** For whom, where it is not everybody. */
  children?: (state: FormState<Result>, error: (field: string) => string | undefined) => ReactNode;
};

/** A later closing of a window, and why. */
export function ClosingForm<Result>({
  action,
  year,
  windowKey,
  version,
  closesAt,
  words,
  children,
}: Props<Result>) {
  const { state, form } = useServerForm(action);
  const error = (field: string) => state.problems.find((problem) => problem.field === field)?.message;
  return (
    <form {...form} className="grid max-w-measure gap-5">
      <ErrorSummary title={words.errors} items={problemItems(state.problems)} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="key" value={windowKey} />
      <input type="hidden" name="version" value={version} />
      {children?.(state, error)}
      <TextField
        id="closesAt"
        name="closesAt"
        type="datetime-local"
        label={words.to}
        hint={words.toHint}
        defaultValue={state.values.closesAt ?? closesAt}
        error={error("closesAt")}
        className="max-w-64"
      />
      <TextField
        id="reason"
        name="reason"
        label={words.reason}
        hint={words.reasonHint}
        defaultValue={state.values.reason}
        error={error("reason")}
        autoComplete="off"
      />
      <div>
        <SubmitButton tone="primary" pendingLabel={words.pending}>
          {words.submit}
        </SubmitButton>
      </div>
    </form>
  );
}
