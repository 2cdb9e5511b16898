"use client";

import type { ReactNode } from "react";
import type { useServerForm } from "@/components/forms/use-server-form";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

export type CodeWords = { label: string; hint?: string; submit: string; pending: string; errors: string };
type Served = Pick<ReturnType<typeof useServerForm<unknown>>, "form" | "state">;

/** One secret, one button. Several of these stand on a page, so each names its field by its own id. */
export function CodeForm({
  id,
  name,
  served: { form, state },
  words,
  tone,
  roomy,
  children,
}: {
  id: string;
  name: "factorCode" | "password";
  served: Served;
  words: CodeWords;
  tone?: "primary" | "danger";
  roomy?: boolean;
  children?: ReactNode;
}) {
  const problems = state.problems.map((problem) => ({ ...problem, field: problem.field ? id : null }));
  return (
    <form {...form} className="grid max-w-96 gap-4">
      <ErrorSummary title={words.errors} items={problemItems(problems)} />
      {children}
      <TextField
        id={id}
        name={name}
        type={name === "password" ? "password" : "text"}
        autoComplete={name === "password" ? "current-password" : "one-time-code"}
        autoCapitalize="off"
        spellCheck={false}
        label={words.label}
        hint={words.hint}
        error={problems.find((problem) => problem.field)?.message}
        roomy={roomy}
      />
      <SubmitButton
        tone={tone}
        size={roomy ? "phone" : "desk"}
        pendingLabel={words.pending}
        className="justify-self-start"
      >
        {words.submit}
      </SubmitButton>
    </form>
  );
}
