"use client";

import type { ReactNode } from "react";
import { useServerForm } from "@/components/forms/use-server-form";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormState } from "@/lib/kernel/form-state";

type Props<Result> = {
  action: (previous: FormState<Result>, form: FormData) => Promise<FormState<Result>>;
  words: { errors: string; submit: string; pending: string };
  tone?: "primary" | "secondary";
  /** Sent along unseen. */
  hidden?: Record<string, string | number>;
  /** Beside the button. */
  aside?: ReactNode;
  children?: ReactNode;
};

/** A form whose fields are made on the server; what was typed stays in them, and what is wrong stands above. */
export function PlainForm<Result>({ action, words, tone, hidden = {}, aside, children }: Props<Result>) {
  const { state, form } = useServerForm(action);
  return (
    <form {...form} className="grid max-w-measure gap-5">
      <ErrorSummary title={words.errors} items={problemItems(state.problems)} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton tone={tone ?? "primary"} pendingLabel={words.pending}>
          {words.submit}
        </SubmitButton>
        {aside}
      </div>
    </form>
  );
}
